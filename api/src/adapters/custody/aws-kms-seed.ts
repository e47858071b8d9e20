import { readFileSync } from "node:fs";
import type { AwsKms } from "../keys/aws-kms.ts";

/** Bound into the sealed seed: a role that may open it may be kept from everything else that the key sealed. */
const context = { flux: "custody-seed" };

/** The seed, from a file that holds in base64 what AWS KMS made of it. Asked once, at a start. */
export async function readAwsKmsSeed(kms: AwsKms, { file, keyId }: { file: string; keyId: string }) {
  const text = readFileSync(file, "utf8").replaceAll(/\s/g, "");
  if (!/^[A-Za-z0-9+/]{80,}={0,2}$/.test(text))
    throw new Error(
      `The custody seed ${file} must hold what AWS KMS made of it, in base64: ./flux keys seal writes it.`,
    );
  return kms.decrypt(keyId, Buffer.from(text, "base64"), context);
}

/** What that file holds. */
export async function sealByAwsKms(kms: AwsKms, { seed, keyId }: { seed: Uint8Array; keyId: string }) {
  return Buffer.from(await kms.encrypt(keyId, seed, context)).toString("base64");
}
