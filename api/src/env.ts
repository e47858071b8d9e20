import { type Hex, isHex } from "viem";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
const origin = z.url().transform((value) => value.replace(/\/$/, ""));
const privateKey = z.custom<Hex>(
  (value) => isHex(value) && value.length === 66,
  "a private key is 0x and 64 hex digits",
);

/** Every setting of the API, the worker and the bot. Units stand at the end of a name. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  API_PORT: port.default(4000),
  WORKER_PORT: port.default(4001),
  API_URL: origin,
  WEB_URL: origin,
  DATABASE_URL: z.string().startsWith("postgres"),

  RPC_URL: z.url(),
  CHAIN_ID: z.coerce.number().int().positive(),
  DEPLOYMENT_FILE: z.string().optional(),
  INDEXER_URL: origin,
  MINTER_KEY: privateKey,
  RELAYER_KEY: privateKey,

  /** Networks (CIDR) of our own proxies: only their X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.string().default("127.0.0.0/8,::1/128"),
  AUTH_SECRET: z.string().min(32, "at least 32 characters"),
  CUSTODY_SEED_FILE: z.string(),

  RAZORPAY_API_URL: origin.default("https://api.razorpay.com"),
  RAZORPAY_KEY_ID: z.string().min(1),
  RAZORPAY_KEY_SECRET: z.string().min(1),
  RAZORPAY_WEBHOOK_SECRET: z.string().min(1),
  RAZORPAY_WEBHOOK_SECRET_PREVIOUS: z.string().min(1).optional(),
  /** How long an open payment may stay unheard of before the reconciler asks for it. */
  RECONCILE_AFTER_SEC: z.coerce.number().int().min(1).default(120),

  SMTP_URL: z.string().startsWith("smtp"),
  MAIL_FROM: z.string().default("FLUX <hello@flux.test>"),

  PINATA_JWT: z.string().min(1),
  PINATA_API_URL: origin.default("https://api.pinata.cloud"),
  PINATA_UPLOAD_URL: origin.default("https://uploads.pinata.cloud"),
  IPFS_GATEWAY_URL: origin.default("https://gateway.pinata.cloud"),
});

export type Env = z.infer<typeof schema>;

/** Parses the process's settings once, at its start. A list of all that is missing ends the process. */
export function parseEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  console.error(`FLUX cannot start, these settings are missing or wrong:\n${problems.join("\n")}`);
  process.exit(1);
}
