// Writes .env.example: every setting of every process, from the schemas that the processes parse.
//   ./flux exec node scripts/write-env-example.ts [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { verifySettings } from "./deploy/settings.ts";
import { processSettings } from "./flux/process-settings.ts";
import { supervisorSettings } from "./flux/supervisor-settings.ts";

const schemas: Record<string, z.ZodObject> = {
  ...processSettings,
  verify: verifySettings,
  "./flux": supervisorSettings,
};

/** Where a setting stands, by its name. The last takes what is left. */
const sections: [title: string, names: RegExp][] = [
  ["what people see, and where", /^(NODE_ENV|LOG_LEVEL|(WEB|API|INDEXER)_URL|TRUSTED_PROXIES)$/],
  ["PostgreSQL", /^(DATABASE_URL|DB_)/],
  [
    "the chain",
    /^(RPC_URL|CHAIN_ID|DEPLOYMENT_FILE|MINTER_KEY|RELAYER_KEY|CURATOR_KEY|ROYALTY_\w+|INDEXER_POLL_MS|AUDIT_\w+)$/,
  ],
  [
    "putting the contracts on a chain",
    /^(DEPLOYER_KEY|\w+_ADDRESS|ADMIN_DELAY_SEC|CONFIRMATIONS|ETHERSCAN_\w+|SOURCIFY_\w+)$/,
  ],
  ["accounts and custody", /^(AUTH_SECRET|CUSTODY_)/],
  ["who keeps the keys: AWS KMS, Vault", /^(AWS|VAULT)_/],
  ["Razorpay", /^(RAZORPAY_(?!PORT|WEBHOOK_URL)|RECONCILE_)/],
  ["mail", /^(SMTP_URL|MAIL_)/],
  ["what people upload", /^(UPLOADS_DIR|S3_)/],
  ["text messages: MSG91, Twilio", /^(SMS_(?!PORT)|MSG91_|TWILIO_)/],
  ["Pinata (IPFS)", /^PINATA_(?!PORT)/],
  ["this machine: the supervisor, ports, the sandbox", /./],
];

type Setting = {
  description: string;
  example: string | undefined;
  fallback: string | undefined;
  readers: string[];
};

function collectSettings(): Map<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const [reader, schema] of Object.entries(schemas)) {
    for (const [name, field] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
      const { description = "", example } = (field.meta() ?? {}) as {
        description?: string;
        example?: string;
      };
      if (!description) throw new Error(`${name} (${reader}) has no description: .meta({ description })`);
      // As somebody writes it, not as the process holds it.
      const hasDefault = field instanceof z.ZodDefault || field instanceof z.ZodPrefault;
      const fallback = hasDefault ? String(field.def.defaultValue) : undefined;
      const known = settings.get(name);
      if (known) {
        known.readers.push(reader);
        // Shown as a default only where everybody has it: who demands it says so.
        if (known.fallback !== fallback) known.fallback = undefined;
        known.example ??= example;
      } else settings.set(name, { description, example, fallback, readers: [reader] });
    }
  }
  return settings;
}

function writeEnvExample(): string {
  const lines = [
    "# Every setting of FLUX. With none of them, `npm start` runs everything on this machine.",
    "# What is set switches that part to the real thing; the rest stays embedded. Copy to .env, or set them in the environment.",
    "# Behind each: the processes that are told it. A value here is the default, or an example where there is none.",
    "# Written by scripts/write-env-example.ts from the schemas that the processes parse.",
  ];
  const left = collectSettings();
  for (const [title, names] of sections) {
    lines.push("", `# --- ${title} ${"-".repeat(Math.max(3, 106 - title.length))}`);
    for (const [name, { description, example, fallback, readers }] of left) {
      if (!names.test(name)) continue;
      left.delete(name);
      const setting = `# ${name}=${fallback ?? example ?? "…"}`;
      lines.push(`${setting.padEnd(54)}  # ${description} (${readers.join(", ")})`);
    }
  }
  return `${lines.join("\n")}\n`;
}

const file = new URL("../.env.example", import.meta.url);
const fresh = writeEnvExample();
if (process.argv.includes("--check")) process.exit(readFileSync(file, "utf8") === fresh ? 0 : 1);
writeFileSync(file, fresh);
