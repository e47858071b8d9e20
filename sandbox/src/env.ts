import { join } from "node:path";
import { z } from "zod";

const port = (fallback: number, what: string) =>
  z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(fallback)
    .meta({ description: `Where the sandbox's ${what} listens` });

/** Every setting of the sandbox. It starts with none of them. */
export const sandboxSettings = z.object({
  NODE_ENV: z
    .string()
    .default("development")
    .meta({ description: "The sandbox does not start in production" }),
  SANDBOX_PORT: port(4100, "index page"),
  RAZORPAY_PORT: port(4101, "Razorpay"),
  PINATA_PORT: port(4102, "Pinata"),
  INBOX_PORT: port(4103, "inbox"),
  SMTP_PORT: port(4104, "mail server"),
  CHIPS_PORT: port(4105, "drawer of chips"),
  SMS_PORT: port(4106, "MSG91, and its Twilio,"),
  SANDBOX_DATA_DIR: z
    .string()
    .default(join(".flux", "sandbox"))
    .meta({ description: "Where the sandbox keeps its state" }),
  WEB_URL: z
    .url()
    .default("http://localhost:3000")
    .meta({ description: "The origin that the chips' URLs lead to" }),
  RAZORPAY_KEY_ID: z
    .string()
    .default("rzp_test_FluxSandbox01")
    .meta({ description: "The key that the sandbox's Razorpay accepts" }),
  RAZORPAY_KEY_SECRET: z.string().default("sandbox-key-secret").meta({ description: "The key's secret" }),
  RAZORPAY_WEBHOOK_SECRET: z
    .string()
    .default("sandbox-webhook-secret")
    .meta({ description: "Signs the webhooks" }),
  RAZORPAY_WEBHOOK_URL: z
    .url()
    .default("http://127.0.0.1:4000/api/webhooks/razorpay")
    .meta({ description: "Where the sandbox's Razorpay sends its webhooks" }),
  PINATA_JWT: z
    .string()
    .default("sandbox-pinata-jwt")
    .meta({ description: "The token that the sandbox's Pinata accepts" }),
  MSG91_AUTH_KEY: z
    .string()
    .default("sandbox-msg91-key")
    .meta({ description: "The key that the sandbox's MSG91 accepts" }),
  MSG91_SENDER: z
    .string()
    .default("FLUXIN")
    .meta({ description: "The header that is registered with the sandbox's MSG91" }),
  MSG91_OTP_TEMPLATE_ID: z
    .string()
    .default("flux-otp")
    .meta({ description: "The id of the text with a code that is registered with the sandbox's MSG91" }),
  TWILIO_ACCOUNT_SID: z
    .string()
    .default("ACsandbox")
    .meta({ description: "The account that the sandbox's Twilio knows" }),
  TWILIO_AUTH_TOKEN: z.string().default("sandbox-twilio-token").meta({ description: "Its token" }),
  TWILIO_FROM: z
    .string()
    .default("+15005550006")
    .meta({ description: "What the sandbox's Twilio sends from" }),
});

export type SandboxEnv = z.infer<typeof sandboxSettings>;

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
  const env = sandboxSettings.safeParse(set);
  if (!env.success) throw new Error(`The sandbox can't start:\n${z.prettifyError(env.error)}`);
  return env.data;
}
