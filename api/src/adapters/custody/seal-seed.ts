import { openAwsKms } from "../keys/aws-kms.ts";
import { openVaultTransit } from "../keys/vault.ts";
import { sealByAwsKms } from "./aws-kms-seed.ts";
import { custodyFromSeed } from "./from-seed.ts";
import { readPlainSeed, writeNewFile } from "./local-seed.ts";
import { type CustodyEnv, openCustody } from "./open-custody.ts";
import { sealByPassphrase } from "./passphrase-seal.ts";

/**
 * Seals the plain seed of a file (64 hex digits) as CUSTODY_SEED says, into a file that must not be there, and opens it
 * again as a start in production does.
 * @returns the address of index 0, the same before and after
 */
export async function sealSeed(env: CustodyEnv, { from, to }: { from: string; to: string }) {
  const seed = readPlainSeed(from);
  writeNewFile(to, await seal(env, seed));
  const custody = await openCustody({ ...env, CUSTODY_SEED_FILE: to, NODE_ENV: "production" });
  const [before, after] = await Promise.all([custodyFromSeed(seed).addressOf(0), custody.addressOf(0)]);
  if (before !== after) throw new Error(`${to} holds another seed than ${from}. Keep ${from}.`);
  return after;
}

async function seal(env: CustodyEnv, seed: Uint8Array): Promise<string> {
  const { CUSTODY_KMS_KEY: keyId = "", CUSTODY_VAULT_KEY: vaultKey = "" } = env;
  switch (env.CUSTODY_SEED) {
    case "aws-kms":
      return sealByAwsKms(await openAwsKms(env), { seed, keyId });
    case "vault":
      return openVaultTransit(env).encrypt(vaultKey, seed);
    case "local":
      if (!env.CUSTODY_PASSPHRASE) throw new Error("Set CUSTODY_PASSPHRASE: it seals the seed.");
      return sealByPassphrase(seed, env.CUSTODY_PASSPHRASE);
  }
}
