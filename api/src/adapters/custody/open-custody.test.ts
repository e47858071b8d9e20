import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { DisableKeyCommand, EncryptCommand } from "@aws-sdk/client-kms";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { freePort } from "../../../../scripts/flux/ports.ts";
import { startTestKms, startTestVault } from "../../../test/key-vendors.ts";
import { keysSettings, parseEnv } from "../../env.ts";
import { openCustody } from "./open-custody.ts";
import { sealSeed } from "./seal-seed.ts";

const seed = "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1";
const addressOfIndex1 = "0x74fcAdD831B86CA7123fFbC922695df8eA98F274";
const home = mkdtempSync(join(tmpdir(), "flux-custody-"));
const plain = join(home, "plain");
const passphrase = "correct horse battery staple";

let kms: Awaited<ReturnType<typeof startTestKms>>;
let vault: Awaited<ReturnType<typeof startTestVault>>;
let keyId: string;
beforeAll(async () => {
  writeFileSync(plain, seed, { mode: 0o600 });
  kms = await startTestKms();
  vault = await startTestVault();
  keyId = await kms.newKey("SYMMETRIC_DEFAULT");
  for (const kind of kinds) await sealSeed(settingsOf(kind), { from: plain, to: join(home, kind) });
});
afterEach(async () => {
  await kms.fault();
  await vault.fault();
});
afterAll(async () => {
  await kms.close();
  await vault.close();
  rmSync(home, { recursive: true });
});

const kinds = ["local", "aws-kms", "vault"] as const;
type Kind = (typeof kinds)[number];

/** A production's settings, the seed sealed in the file of that name. */
function settingsOf(kind: Kind, change: Record<string, string> = {}) {
  const ofVendor = {
    local: { CUSTODY_PASSPHRASE: passphrase },
    "aws-kms": { ...kms.settings, CUSTODY_KMS_KEY: keyId },
    vault: vault.settings,
  };
  return parseEnv(keysSettings, {
    ...{ NODE_ENV: "production", CUSTODY_SEED: kind, CUSTODY_SEED_FILE: join(home, kind) },
    ...ofVendor[kind],
    ...change,
  });
}

/** How an opening fails; the seed is nowhere in it, however it is printed. */
async function failureOf(kind: Kind, change: Record<string, string> = {}): Promise<string> {
  const error = await openCustody(settingsOf(kind, change)).then(
    () => new Error("it opened"),
    (error: Error) => error,
  );
  const printed = inspect(error, { depth: 20, showHidden: true, maxStringLength: null });
  const bytes = Buffer.from(seed, "hex");
  for (const form of [seed.slice(0, 12), bytes.toString("base64").slice(0, 12), passphrase, "-secret"])
    expect(printed).not.toContain(form);
  return error.message;
}

test.each(kinds)(
  "a seed kept by %s gives the addresses that it always gave, and its file does not hold it",
  async (kind) => {
    const custody = await openCustody(settingsOf(kind));
    expect(await custody.addressOf(1)).toBe(addressOfIndex1);
    const file = readFileSync(join(home, kind), "utf8");
    const bytes = Buffer.from(seed, "hex");
    for (const form of [seed, bytes.toString("base64"), bytes.toString("base64url")])
      expect(file).not.toContain(form);
  },
);

test("a sealed file is written once: another seed never takes its place", async () => {
  for (const kind of kinds)
    await expect(sealSeed(settingsOf(kind), { from: plain, to: join(home, kind) })).rejects.toThrow(/EEXIST/);
});

test("AWS KMS opens the seed with its key, in its context and for whom it knows, and says what is wrong otherwise", async () => {
  const other = await kms.newKey("SYMMETRIC_DEFAULT");
  expect(await failureOf("aws-kms", { CUSTODY_KMS_KEY: other })).toMatch(
    /IncorrectKeyException. It was sealed by another/,
  );
  expect(await failureOf("aws-kms", { CUSTODY_KMS_KEY: "alias/none" })).toMatch(/NotFoundException/);
  expect(await failureOf("aws-kms", { AWS_SECRET_ACCESS_KEY: "wrong-secret" })).toMatch(
    /InvalidSignatureException/,
  );
  expect(await failureOf("aws-kms", { AWS_ACCESS_KEY_ID: "AKIANOBODY" })).toMatch(
    /UnrecognizedClientException/,
  );
  expect(await failureOf("aws-kms", { CUSTODY_SEED_FILE: plain })).toMatch(/in base64/);
  expect(await failureOf("aws-kms", { AWS_KMS_URL: `http://127.0.0.1:${await freePort()}` })).toMatch(
    /ECONNREFUSED/,
  );
  const kept = readFileSync(join(home, "aws-kms"), "utf8").trim();
  const changed = Buffer.from(kept, "base64");
  changed.writeUInt8(changed.readUInt8(60) ^ 1, 60);
  writeFileSync(join(home, "changed"), changed.toString("base64"));
  expect(await failureOf("aws-kms", { CUSTODY_SEED_FILE: join(home, "changed") })).toMatch(
    /InvalidCiphertext/,
  );
  const sealedAs = async (Plaintext: Uint8Array, EncryptionContext = {}) => {
    const asked = new EncryptCommand({ KeyId: keyId, Plaintext, EncryptionContext });
    const { CiphertextBlob = [] } = await kms.admin.send(asked);
    writeFileSync(join(home, "other"), Buffer.from(CiphertextBlob).toString("base64"));
    return { CUSTODY_SEED_FILE: join(home, "other") };
  };
  expect(await failureOf("aws-kms", await sealedAs(Buffer.from(seed, "hex")))).toMatch(/InvalidCiphertext/);
  const asText = await sealedAs(Buffer.from(seed), { flux: "custody-seed" });
  expect(await failureOf("aws-kms", asText)).toMatch(/64 bytes, and a seed is 32/);
  const disabled = await kms.newKey("SYMMETRIC_DEFAULT");
  await kms.admin.send(new DisableKeyCommand({ KeyId: disabled }));
  expect(await failureOf("aws-kms", { CUSTODY_KMS_KEY: disabled })).toMatch(/Enable the key/);
});

test("a KMS that throttles is asked again; one that answers garbage tells nobody the seed", async () => {
  await kms.fault({ on: "kms Decrypt", do: "throttle", times: 2 });
  const custody = await openCustody(settingsOf("aws-kms"));
  expect(await custody.addressOf(1)).toBe(addressOfIndex1);
  await kms.fault({ on: "POST /", do: "garble", times: "always" });
  expect(await failureOf("aws-kms")).toMatch(/^AWS KMS did not decrypt/);
});

test("Vault opens the seed with its key and for whom it knows, and says what is wrong otherwise", async () => {
  expect(await failureOf("vault", { CUSTODY_VAULT_KEY: "another" })).toMatch(
    /400 cipher: message authentication failed/,
  );
  expect(await failureOf("vault", { CUSTODY_VAULT_KEY: "../keys" })).toMatch(/encryption key not found/);
  expect(await failureOf("vault", { VAULT_SECRET_ID: "wrong-secret" })).toMatch(
    /400 invalid role or secret ID/,
  );
  expect(await failureOf("vault", { VAULT_TOKEN: "hvs.wrong-secret" })).toMatch(/403 permission denied/);
  expect(await failureOf("vault", { VAULT_NAMESPACE: "other" })).toMatch(/404 no handler/);
  expect(await failureOf("vault", { CUSTODY_SEED_FILE: plain })).toMatch(/vault:v1/);
  expect(await failureOf("vault", { VAULT_ADDR: `http://127.0.0.1:${await freePort()}` })).toMatch(
    /does not answer/,
  );
  const byToken = await openCustody(settingsOf("vault", { VAULT_TOKEN: vault.rootToken }));
  expect(await byToken.addressOf(1)).toBe(addressOfIndex1);
});

test("what Vault answers in pieces, in HTML or not at all tells nobody the seed", async () => {
  const path = "POST /v1/transit/decrypt/flux-custody";
  await vault.fault({ on: path, do: "garble" }, { on: path, do: "status", status: 502 });
  expect(await failureOf("vault")).toMatch(/answer to transit\/decrypt\/flux-custody is none/);
  expect(await failureOf("vault")).toMatch(/502/);
  await vault.fault({ on: path, do: "drop_after" });
  expect(await failureOf("vault")).toMatch(/does not answer/);
});

test("the token of Vault follows no answer to another server", async () => {
  let followed = 0;
  const elsewhere = createServer((_, answer) => {
    followed++;
    answer.end("{}");
  });
  const here = createServer((_, answer) => {
    const { port } = elsewhere.address() as AddressInfo;
    answer.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
  });
  const urls = await Promise.all(
    [elsewhere, here].map(async (server) => {
      await once(server.listen(0, "127.0.0.1"), "listening");
      onTestFinished(() => void server.close());
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }),
  );
  const asked = { VAULT_ADDR: urls[1] ?? "", VAULT_TOKEN: "hvs.token" };
  expect(await failureOf("vault", asked)).toMatch(/does not answer/);
  expect(followed).toBe(0);
});

test("a sealed Vault opens nothing", async () => {
  await vault.seal();
  expect(await failureOf("vault")).toMatch(/503 Vault is sealed/);
});
