import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { paths, readJson, writeFileAtomic } from "./home.ts";

const names = [
  "postgresPassword",
  "authSecret",
  "razorpayKeySecret",
  "razorpayWebhookSecret",
  "pinataJwt",
  "msg91AuthKey",
] as const;

export type Secrets = Record<(typeof names)[number], string>;

/** The embedded platform's own secrets: made once, kept in .flux, readable by this user only. */
export function loadSecrets(): Secrets {
  const kept = readJson<Partial<Secrets>>(paths.secrets) ?? {};
  const secrets = Object.fromEntries(
    names.map((name) => [name, kept[name] ?? randomBytes(24).toString("base64url")]),
  ) as Secrets;
  if (names.some((name) => !kept[name]))
    writeFileAtomic(paths.secrets, JSON.stringify(secrets, null, 2), 0o600);
  if (!existsSync(paths.custodySeed))
    writeFileAtomic(paths.custodySeed, randomBytes(32).toString("hex"), 0o600);
  return secrets;
}
