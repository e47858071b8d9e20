import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "./create-router.ts";

const tags = {
  Accounts: "By e-mail address, or by wallet (EIP-4361)",
  People: "What a person says of themselves, where parcels go, what they wish for",
  Products: "The catalogue, and what is left of each edition",
  Cart: "What a visitor means to buy, signed in or not",
  Orders: "A cart that became a promise: its pieces are held",
  Payments: "The money of an order",
  Reviews: "What buyers say of what they bought",
  Garments: "The garments that a person holds",
  Tags: "Taps: whether a chip is genuine",
  Chain: "What the chain says",
  Voting: "One garment, one vote for each design",
  Webhooks: "What vendors tell FLUX, signed",
  Admin: "For people who run the house",
  Health: "For load balancers and people on call",
} as const;
export type Tag = keyof typeof tags;

/** The OpenAPI 3.1 document of an app: its routes, and what they have in common. */
export function describeApi(app: OpenAPIHono<AppEnv>) {
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "FLUX API",
      version: "1.0.0",
      license: { name: "MIT" },
      description: [
        "The shop, the twins, the taps and the votes of FLUX.",
        "**Errors** are `{ error: { code, message, requestId } }`: the code is for programs, the message says what to do next. `problems` names each refused field, `values` what the message was filled in with.",
        "**Money** is `{ amount, currency }` in integer paise. **Ids** carry a prefix, like `ord_…`. Token ids and wei are decimal strings; times are ISO 8601 in UTC.",
        "**Signing in** gives a cookie and a bearer token; either one will do. Somebody else's thing is a 404, like one that isn't there. A request from another site's page is refused with 403. **Who may** ask an operation is its `x-permission`.",
      ].join("\n\n"),
    },
    servers: [{ url: "/", description: "This origin" }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
  });
}

/** Declares how a route behind requireUser is opened. Once an app. */
export function registerSecurity(app: OpenAPIHono<AppEnv>) {
  app.openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: "flux-session",
    description: "Set by signing in. Over https its name is `__Host-flux-session`.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "The `token` that signing in answers with.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "apiKey", {
    type: "http",
    scheme: "bearer",
    description:
      "A key that somebody of the house made for a program. Its scopes are the `x-permission` of the operations it may ask.",
  });
}
