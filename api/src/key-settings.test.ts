import { expect, test } from "vitest";
import { workerSettings } from "./env.ts";

/** What a worker with these settings, and no others, is said to lack or to have wrong. */
function faultsOf(values: Record<string, string>) {
  const { error } = workerSettings.safeParse(values);
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));
}
const missing = expect.any(String);
const file = { CUSTODY_SEED_FILE: "/run/secrets/custody-seed" };

test("what the keys need where they are is listed at once, beside all else that is missing", () => {
  const faults = faultsOf({ CUSTODY_SEED: "aws-kms", MINTER_KEY: "aws-kms:alias/flux-minter" });
  expect(faults).toMatchObject({ DATABASE_URL: missing, RELAYER_KEY: missing, CUSTODY_SEED_FILE: missing });
  expect(faults).toMatchObject({ CUSTODY_KMS_KEY: missing, AWS_REGION: missing });
  expect(faults).not.toHaveProperty("VAULT_ADDR");
});

test("each keeper of keys asks for its own settings and no other's", () => {
  const ofKeys = (values: Record<string, string>) =>
    Object.keys(faultsOf({ ...file, ...values })).filter((name) => /^(CUSTODY|AWS|VAULT)_/.test(name));
  expect(ofKeys({})).toEqual([]);
  expect(ofKeys({ NODE_ENV: "production" })).toEqual(["CUSTODY_PASSPHRASE"]);
  expect(ofKeys({ RELAYER_KEY: "aws-kms:1234" })).toEqual(["AWS_REGION"]);
  expect(ofKeys({ AWS_ACCESS_KEY_ID: "AKIA" })).toEqual(["AWS_SECRET_ACCESS_KEY"]);
  expect(ofKeys({ CUSTODY_SEED: "vault", NODE_ENV: "production" })).toEqual([
    ...["CUSTODY_VAULT_KEY", "VAULT_ADDR", "VAULT_ROLE_ID", "VAULT_SECRET_ID"],
  ]);
  expect(ofKeys({ CUSTODY_SEED: "vault", VAULT_TOKEN: "t" })).toEqual(["CUSTODY_VAULT_KEY", "VAULT_ADDR"]);
  expect(ofKeys({ CUSTODY_SEED: "elsewhere" })).toEqual(["CUSTODY_SEED"]);
  expect(ofKeys({ CUSTODY_PASSPHRASE: "too short" })).toEqual(["CUSTODY_PASSPHRASE"]);
});

test("a signer's key is a whole private key or a name of AWS KMS, and no refusal repeats it", () => {
  const arn = "aws-kms:arn:aws:kms:ap-south-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  for (const right of [`0x${"ab".repeat(32)}`, arn, "aws-kms:alias/flux-minter"])
    expect(faultsOf({ ...file, MINTER_KEY: right })).not.toHaveProperty("MINTER_KEY");
  for (const wrong of [
    `0x${"ab".repeat(31)}`,
    "ab".repeat(32),
    "aws-kms:",
    "aws-kms: x",
    "vault:minter",
    "",
  ]) {
    const faults = faultsOf({ ...file, MINTER_KEY: wrong });
    expect(faults.MINTER_KEY).toMatch(/0x and 64 hex digits; one of AWS KMS is aws-kms: and its id/);
    expect(faults.MINTER_KEY).not.toContain("abab");
  }
});

test("a seed travels by TLS or stays on this machine", () => {
  for (const name of ["VAULT_ADDR", "AWS_KMS_URL"]) {
    for (const right of [
      "https://vault.example:8200/",
      "http://127.0.0.1:8200",
      "http://[::1]:8200",
      "http://localhost",
    ])
      expect(faultsOf({ ...file, [name]: right })).not.toHaveProperty(name);
    for (const wrong of [
      "http://vault.example:8200",
      "http://127.0.0.1.example",
      "http://localhost@vault.example",
      "vault",
    ])
      expect(faultsOf({ ...file, [name]: wrong })).toHaveProperty(name);
  }
});
