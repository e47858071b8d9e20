import type { Env } from "../../env.ts";
import { openAwsKms } from "../keys/aws-kms.ts";
import { openVaultTransit } from "../keys/vault.ts";
import { readAwsKmsSeed } from "./aws-kms-seed.ts";
import type { Custody } from "./custody.ts";
import { custodyFromSeed } from "./from-seed.ts";
import { readLocalSeed } from "./local-seed.ts";
import { readVaultSeed } from "./vault-seed.ts";

const patienceOfAStart = { tryMs: 15_000, patienceMs: 40_000 };

export type CustodyEnv = Pick<
  Env,
  Extract<keyof Env, "NODE_ENV" | `CUSTODY_${string}` | `AWS_${string}` | `VAULT_${string}`>
>;

/**
 * Custody over the seed that CUSTODY_SEED_FILE holds, opened by whom CUSTODY_SEED names. Outside production a local seed
 * may be plain, and is made where there is none.
 * @throws when the seed stays closed: a process without it would give people addresses that nobody can move
 */
export async function openCustody(env: CustodyEnv): Promise<Custody> {
  return custodyFromSeed(await readSeed(env));
}

async function readSeed(env: CustodyEnv): Promise<Uint8Array> {
  const { CUSTODY_SEED_FILE: file, CUSTODY_KMS_KEY: keyId = "", CUSTODY_VAULT_KEY: key = "" } = env;
  switch (env.CUSTODY_SEED) {
    case "aws-kms":
      return readAwsKmsSeed(await openAwsKms(env, patienceOfAStart), { file, keyId });
    case "vault":
      return readVaultSeed(openVaultTransit(env), { file, key });
    case "local": {
      const atHome = env.NODE_ENV !== "production";
      return readLocalSeed(file, { passphrase: env.CUSTODY_PASSPHRASE, create: atHome, allowPlain: atHome });
    }
  }
}
