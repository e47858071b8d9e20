/** The logins of the embedded platform. The seed creates them outside production only. */
export const demoLogins = {
  admin: { email: "admin@flux.test", password: "flux-demo-admin" },
  buyer: { email: "buyer@flux.test", password: "flux-demo-buyer" },
} as const;
