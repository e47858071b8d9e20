import { createPublicKey } from "node:crypto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import {
  type Address,
  bytesToHex,
  type Hash,
  hashMessage,
  hashTypedData,
  hexToBytes,
  isAddressEqual,
  keccak256,
  type LocalAccount,
  numberToHex,
  recoverAddress,
  serializeSignature,
  serializeTransaction,
} from "viem";
import { publicKeyToAddress, toAccount } from "viem/accounts";
import { z } from "zod";
import type { AwsKms } from "../keys/aws-kms.ts";

/**
 * An account whose key AWS KMS keeps and never gives away: asymmetric, ECC_SECG_P256K1, SIGN_VERIFY. Asks for the public key
 * once. Each signature is one question, which throws AwsKmsError while KMS is down: then nothing was signed.
 */
export async function openAwsKmsSigner(kms: AwsKms, keyId: string): Promise<LocalAccount> {
  const address = addressOf(await kms.publicKey(keyId), keyId);
  const sign = async (hash: Hash) => {
    const der = await kms.signDigest(keyId, hexToBytes(hash));
    return toSignature(der, { hash, address });
  };
  return toAccount({
    address,
    sign: async ({ hash }) => serializeSignature(await sign(hash)),
    signMessage: async ({ message }) => serializeSignature(await sign(hashMessage(message))),
    signTypedData: async (typedData) => serializeSignature(await sign(hashTypedData(typedData))),
    signTransaction: async (transaction, { serializer = serializeTransaction } = {}) =>
      serializer(transaction, await sign(keccak256(await serializer(transaction)))),
  }) as LocalAccount;
}

const jwk = z.object({ crv: z.literal("secp256k1"), x: z.string(), y: z.string() });

/** The address of a public key in SubjectPublicKeyInfo (RFC 5280, RFC 5480). */
function addressOf(spki: Uint8Array, keyId: string): Address {
  const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
  const read = jwk.safeParse(key.export({ format: "jwk" }));
  if (!read.success) throw new Error(`The key ${keyId} of AWS KMS is of another kind than ECC_SECG_P256K1.`);
  const [x, y] = [read.data.x, read.data.y].map((part) => Buffer.from(part, "base64url"));
  return publicKeyToAddress(bytesToHex(Buffer.concat([Buffer.from([4]), ...(x && y ? [x, y] : [])])));
}

/**
 * A signature as the chain takes it, of one as KMS gives it: DER becomes r and s; s in the upper half becomes n - s, for
 * Ethereum takes no other (EIP-2); and which of two keys it recovers to, KMS does not say.
 * @throws when it recovers to neither: the name stands for another key by now
 */
async function toSignature(der: Uint8Array, { hash, address }: { hash: Hash; address: Address }) {
  const given = secp256k1.Signature.fromBytes(der, "der");
  const low = given.hasHighS() ? secp256k1.Point.Fn.ORDER - given.s : given.s;
  const [r, s] = [numberToHex(given.r, { size: 32 }), numberToHex(low, { size: 32 })];
  for (const yParity of [0, 1]) {
    const by = await recoverAddress({ hash, signature: { r, s, yParity } }).catch(() => null);
    if (by && isAddressEqual(by, address)) return { r, s, yParity };
  }
  throw new Error(
    `AWS KMS signed with another key than that of ${address}: if its alias was moved, start again.`,
  );
}
