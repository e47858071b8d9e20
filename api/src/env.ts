import { chainSettings } from "@flux/contracts/settings";
import ipaddr from "ipaddr.js";
import { type Hex, isHex, parseEther, parseGwei } from "viem";
import { z } from "zod";
import { awsSettings, custodySettings, vaultSettings, withKeys } from "./key-settings.ts";
import { sellerSettings } from "./seller-settings.ts";
import { smsSettings, smsVendorSettings, withSmsVendor } from "./sms-settings.ts";

// Every setting of the API, the worker and the migration, each process with its own and no more. Units stand at the end
// of a name. The supervisor hands out exactly these names; .env.example and the check of production are made from them.

const port = z.coerce.number().int().min(0).max(65_535);
const origin = z.url().transform((value) => value.replace(/\/$/, ""));
const secret = z.string().min(1);
const milliseconds = z.coerce.number().int().min(0);
export const privateKey = z.custom<Hex>(
  (value) => isHex(value) && value.length === 66,
  "a private key is 0x and 64 hex digits",
);
/** A key in this process's memory, or the name of one that AWS KMS keeps and never gives away. */
export type SignerKey = Hex | `aws-kms:${string}`;
const signerKey = z.custom<SignerKey>(
  (value) => privateKey.safeParse(value).success || /^aws-kms:[\w:/-]+$/.test(String(value)),
  {
    error: "a private key is 0x and 64 hex digits; one of AWS KMS is aws-kms: and its id, ARN or alias",
    // What else the keys need is listed beside it.
    abort: false,
  },
);
/** A decimal number of a coin's unit, read as wei. */
const amount = (parse: (text: string) => bigint) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/, "a number such as 20 or 0.5")
    .transform((text) => parse(text));
const networks = z.string().transform((text, context) => {
  const parts = text.split(",").map((part) => part.trim());
  return parts.filter(Boolean).flatMap((part) => {
    if (ipaddr.isValidCIDR(part)) return [ipaddr.parseCIDR(part)];
    context.addIssue(`"${part}" is no network: write it like 10.0.0.0/8 or ::1/128, with commas between`);
    return [];
  });
});

const origins = z.string().transform((text, context) => {
  const parts = text.split(",").map((part) => part.trim());
  return parts.filter(Boolean).flatMap((part) => {
    if (URL.canParse(part) && new URL(part).origin === part) return [part];
    context.addIssue(`"${part}" is no origin: write it like https://app.flux.example, with commas between`);
    return [];
  });
});

const databaseUrl = {
  DATABASE_URL: z
    .string()
    .startsWith("postgres")
    .meta({ description: "PostgreSQL 14 or newer", example: "postgres://flux:secret@db.example:5432/flux" }),
};

const auditLimit = {
  AUDIT_LIMIT_MIN: z.coerce.number().positive().default(15).meta({
    description: "How long a mint or a refund may be under way before the audit calls it a difference",
  }),
};

/** What the API and the worker both need: a module may be run by either. */
const sharedSettings = z.object({
  NODE_ENV: z
    .enum(["development", "test", "production"])
    .default("development")
    .meta({ description: "production: no sandbox, no demo logins; all that has no default must be set" }),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"])
    .default("info")
    .meta({ description: "The least that is logged" }),
  WEB_URL: origin.meta({
    description: "The public origin: cookies, sign-in with Ethereum, links in mails",
    example: "https://flux.example",
  }),

  ...databaseUrl,
  DB_STATEMENT_TIMEOUT_MS: milliseconds
    .default(15_000)
    .meta({ description: "A statement that takes longer is cancelled" }),
  DB_LOCK_TIMEOUT_MS: milliseconds
    .default(5_000)
    .meta({ description: "Waiting longer for a lock is an error" }),
  DB_IDLE_IN_TRANSACTION_TIMEOUT_MS: milliseconds
    .default(10_000)
    .meta({ description: "A transaction whose process stands still this long is rolled back" }),
  DB_CONNECT_TIMEOUT_MS: milliseconds
    .default(5_000)
    .meta({ description: "Waiting longer for a connection is an error" }),

  ...chainSettings,
  MAX_HEAD_AGE_SEC: z.coerce.number().int().min(10).default(60).meta({
    description: "A chain whose newest block is older decides no right: who owns what is a 503 then",
  }),

  ...custodySettings,
  ...awsSettings,
  ...vaultSettings,

  ...sellerSettings,

  RAZORPAY_API_URL: origin
    .default("https://api.razorpay.com")
    .meta({ description: "Another server that speaks Razorpay's API" }),
  RAZORPAY_KEY_ID: secret.meta({ description: "Switches to the real Razorpay", example: "rzp_live_…" }),
  RAZORPAY_KEY_SECRET: secret.meta({ description: "The key's secret" }),

  UPLOADS_DIR: z.string().default(".flux/data/uploads").meta({
    description:
      "The folder of what people upload, without S3_BUCKET; every API and worker must see this very one",
  }),
  S3_BUCKET: secret
    .optional()
    .meta({ description: "Keeps uploads in a bucket in place of a folder", example: "flux-uploads" }),
  S3_ENDPOINT: origin
    .default("https://s3.ap-south-1.amazonaws.com")
    .meta({ description: "Any server that speaks S3" }),
  S3_REGION: z.string().default("ap-south-1").meta({ description: "The bucket's region; auto for some" }),
  S3_ACCESS_KEY_ID: secret
    .optional()
    .meta({ description: "Of who may put, get and delete in the bucket alone" }),
  S3_SECRET_ACCESS_KEY: secret.optional().meta({ description: "The key's secret" }),
  ...smsSettings,
});

export type Env = z.infer<typeof sharedSettings>;

const settingsOfApi = sharedSettings.extend({
  API_URL: origin.meta({
    description: "The API's origin, as the web server reaches it",
    example: "http://10.0.0.2:4000",
  }),
  INDEXER_URL: origin.meta({
    description: "The indexer's origin, as the API reaches it",
    example: "http://10.0.0.3:42069",
  }),
  API_PORT: port.default(4000).meta({ description: "Where the API listens" }),
  TRUSTED_PROXIES: networks.prefault("").meta({
    description:
      "Networks (CIDR, comma separated) whose X-Forwarded-For is believed, such as the web server's; by default none",
  }),
  CORS_ORIGINS: origins.prefault("").meta({
    description:
      "Other origins (comma separated) whose pages may ask the API from a browser, and act with a session",
  }),
  ACTS_PER_MINUTE_OF_ACCOUNT: z.coerce.number().int().min(0).default(1_200).meta({
    description: "How often one account may change something in a minute, whatever it is; 0: no brake",
  }),
  ACTS_PER_MINUTE_OF_NETWORK: z.coerce.number().int().min(0).default(6_000).meta({
    description:
      "The same of one network, in each API process; a carrier's whole town may be one. 0: no brake",
  }),
  UNPAID_ORDERS_PER_PERSON: z.coerce.number().int().min(0).default(3).meta({
    description: "How many orders of one person may hold pieces unpaid at a time; 0: any number",
  }),
  UNPAID_ORDERS_PER_ADDRESS: z.coerce.number().int().min(0).default(6).meta({
    description: "The same of one delivery address, whoever orders: a household or a floor; 0: any number",
  }),
  ORDERS_PER_NETWORK: z.coerce.number().int().min(0).default(2_000).meta({
    description:
      "How many orders one network places in 15 minutes; a carrier's whole town may be one. 0: any number",
  }),
  AUTH_SECRET: z
    .string()
    .min(32, "at least 32 characters")
    .meta({ description: "Signs the sessions: 32 characters or more" }),
  CUSTODY_NEW_DESTINATION_WAIT_H: z.coerce.number().min(0).max(168).default(24).meta({
    description:
      "How long a garment waits, and can be stopped, that leaves custody for an address its holder never sent to; 0: not at all",
  }),
  CUSTODY_SENDS_PER_DAY: z.coerce.number().int().min(1).default(20).meta({
    description:
      "How many garments one person may send out of custody in 24 hours; withdrawals to own wallets do not count",
  }),
  RAZORPAY_WEBHOOK_SECRET: secret.meta({ description: "Signs the webhooks" }),
  RAZORPAY_WEBHOOK_SECRET_PREVIOUS: secret
    .optional()
    .meta({ description: "The one before, while the secret is being changed" }),
});
export const apiSettings = withKeys(settingsOfApi);

export type ApiEnv = z.infer<typeof apiSettings>;

/** Pinata's settings: of the seed, which pins first, and of the worker, which pins again what was lost. */
export const pinataSettings = z.object({
  PINATA_JWT: secret.meta({ description: "Switches to the real Pinata" }),
  PINATA_API_URL: origin
    .default("https://api.pinata.cloud")
    .meta({ description: "Another server that speaks Pinata's API" }),
  PINATA_UPLOAD_URL: origin
    .default("https://uploads.pinata.cloud")
    .meta({ description: "Another server that takes Pinata's uploads" }),
  PINATA_GATEWAY_URL: origin
    .default("https://gateway.pinata.cloud")
    .meta({ description: "The IPFS gateway that pins are read back from; better one of your own" }),
});

/** What a job may read: the signers' keys are the minter's alone. */
export const jobSettings = sharedSettings.extend({
  WORKER_PORT: port
    .default(4001)
    .meta({ description: "Where the worker tells how it is: /health, /ready, /metrics; keep it private" }),
  MAX_FEE_PER_GAS_GWEI: amount(parseGwei)
    .prefault("1000")
    .meta({ description: "The most that one unit of gas may cost; dearer gas is waited out" }),
  MAX_TRANSACTION_FEE_POL: amount(parseEther)
    .prefault("20")
    .meta({ description: "The most that one transaction of the minter may cost" }),
  MAX_DAILY_FEE_POL: amount(parseEther)
    .prefault("200")
    .meta({ description: "The most that each of its signers may spend in 24 hours" }),
  RECONCILE_AFTER_SEC: z.coerce
    .number()
    .int()
    .min(1)
    .default(120)
    .meta({ description: "How long an open payment may stay unheard of before the reconciler asks for it" }),
  ...auditLimit,
  AUDIT_RPC_URL: z.url().optional().meta({
    description: "Another node for the nightly audit: a second witness; by default the first of RPC_URL",
  }),
  SMTP_URL: z
    .string()
    .startsWith("smtp")
    .meta({ description: "The mail server", example: "smtps://user:password@mail.example:465" }),
  MAIL_FROM: z
    .string()
    .meta({ description: "The sender of every mail", example: '"FLUX <hello@flux.example>"' }),
  ...smsVendorSettings,
  ...pinataSettings.shape,
});
export type WorkerEnv = z.infer<typeof jobSettings>;

export const signerSettings = {
  MINTER_KEY: signerKey.meta({
    description: "Mints what was paid: a private key, or aws-kms: and the name of one",
    example: "aws-kms:alias/flux-minter",
  }),
  RELAYER_KEY: signerKey.meta({
    description: "Pays the gas of people without a wallet; likewise",
    example: "aws-kms:alias/flux-relayer",
  }),
};
export const workerSettings = withSmsVendor(withKeys(jobSettings.extend(signerSettings)));

/** What `./flux keys` reads: where each key is, and nothing of what it is used for. */
export const keysSettings = z.object({
  NODE_ENV: sharedSettings.shape.NODE_ENV,
  MINTER_KEY: signerKey.optional(),
  RELAYER_KEY: signerKey.optional(),
  ...custodySettings,
  ...awsSettings,
  ...vaultSettings,
});

/** What `./flux audit` may know: no key, and no vendor's secret. */
export const auditSettings = sharedSettings
  .pick({ DATABASE_URL: true, RPC_URL: true, CHAIN_ID: true, DEPLOYMENT_FILE: true })
  .extend(auditLimit);

export const mintsSettings = z.object(databaseUrl);

/** What `./flux reconcile` may know: the worker's side of books and chain, without a key. */
export const reconcileSettings = sharedSettings.pick({
  DATABASE_URL: true,
  RPC_URL: true,
  CHAIN_ID: true,
  DEPLOYMENT_FILE: true,
  MAX_HEAD_AGE_SEC: true,
});

/** What `./flux refund` may know: books, chain, and the page that its mail leads to. The worker sends the money. */
export const refundSettings = reconcileSettings.extend({ WEB_URL: sharedSettings.shape.WEB_URL });

export const migrateSettings = z.object(databaseUrl);

/** Parses a process's settings once, at its start. A list of all that is missing ends the process. */
export function parseEnv<Settings extends z.ZodType>(
  settings: Settings,
  source: Record<string, string | undefined> = process.env,
): z.infer<Settings> {
  const parsed = settings.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  console.error(`FLUX cannot start, these settings are missing or wrong:\n${problems.join("\n")}`);
  process.exit(1);
}
