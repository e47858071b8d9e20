import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { SignerKey } from "../../env.ts";
import { type AwsSettings, openAwsKms } from "../keys/aws-kms.ts";
import { openAwsKmsSigner } from "./aws-kms-signer.ts";
import type { Signer, Signers } from "./signer.ts";

/** The worker's signers. @throws when AWS KMS does not give the address of one that it keeps */
export async function openSigners(
  env: AwsSettings & { MINTER_KEY: SignerKey; RELAYER_KEY: SignerKey },
): Promise<Signers> {
  const [minter, relayer] = await Promise.all([
    openSigner(env, env.MINTER_KEY),
    openSigner(env, env.RELAYER_KEY),
  ]);
  return { minter, relayer };
}

export async function openSigner(env: AwsSettings, key: SignerKey): Promise<Signer> {
  if (isPrivateKey(key)) return privateKeyToAccount(key);
  return openAwsKmsSigner(await openAwsKms(env), key.slice("aws-kms:".length));
}

const isPrivateKey = (key: SignerKey): key is Hex => key.startsWith("0x");
