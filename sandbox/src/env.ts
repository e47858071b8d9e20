import { join } from "node:path";
import { z } from "zod";

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

const schema = z.object({
  NODE_ENV: z.string().default("development"),
  SANDBOX_PORT: port(4100),
  RAZORPAY_PORT: port(4101),
  PINATA_PORT: port(4102),
  INBOX_PORT: port(4103),
  SMTP_PORT: port(4104),
  CHIPS_PORT: port(4105),
  SANDBOX_DATA_DIR: z.string().default(join(".flux", "sandbox")),
  WEB_URL: z.url().default("http://localhost:3000"),
  RAZORPAY_KEY_ID: z.string().default("rzp_test_FluxSandbox01"),
  RAZORPAY_KEY_SECRET: z.string().default("sandbox-key-secret"),
  RAZORPAY_WEBHOOK_SECRET: z.string().default("sandbox-webhook-secret"),
  RAZORPAY_WEBHOOK_URL: z.url().default("http://127.0.0.1:4000/api/webhooks/razorpay"),
  PINATA_JWT: z.string().default("sandbox-pinata-jwt"),
});

export type SandboxEnv = z.infer<typeof schema>;

/** The only reader of process.env in the sandbox. @throws in production, or with one readable list of faults */
export function readEnv(values: Record<string, string | undefined>): SandboxEnv {
  if (values.NODE_ENV === "production")
    throw new Error(
      "The sandbox pretends to be banks and chips. It does not start with NODE_ENV=production.",
    );
  // An empty variable counts as not set.
  const set = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ""),
  );
  const env = schema.safeParse(set);
  if (!env.success) throw new Error(`The sandbox can't start:\n${z.prettifyError(env.error)}`);
  return env.data;
}
