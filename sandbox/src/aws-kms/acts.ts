import { randomBytes } from "node:crypto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { z } from "zod";
import { KmsRefusal } from "./errors.ts";
import { keyIdOf, type openKeys, seal, unseal } from "./keys.ts";

const keyId = z.string();
const blob = z.base64().transform((text) => Buffer.from(text, "base64"));
const context = z.record(z.string(), z.string()).optional();
/** SubjectPublicKeyInfo of a key on secp256k1, up to its 65 bytes (RFC 5480). */
const spkiHead = Buffer.from("3056301006072a8648ce3d020106052b8104000a034200", "hex");
const signing = { SigningAlgorithm: z.literal("ECDSA_SHA_256"), MessageType: z.literal("DIGEST") };

/** What a client may ask, by the last word of X-Amz-Target. Shapes: docs.aws.amazon.com/kms/latest/APIReference. */
export function actsOn(keys: ReturnType<typeof openKeys>) {
  const act =
    <Shape extends z.ZodType>(shape: Shape, does: (asked: z.infer<Shape>) => object) =>
    (body: unknown) => {
      const asked = shape.safeParse(body);
      if (!asked.success) throw new KmsRefusal("ValidationException", z.prettifyError(asked.error));
      return does(asked.data);
    };
  const used = { EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };

  const acts = {
    CreateKey: act(z.object({ KeySpec: z.string().optional() }), ({ KeySpec }) => {
      const { id, arn, use, spec } = keys.create(KeySpec);
      return { KeyMetadata: { KeyId: id, Arn: arn, KeyUsage: use, KeySpec: spec, Enabled: true } };
    }),
    UpdateAlias: act(
      z.object({ AliasName: z.string().startsWith("alias/"), TargetKeyId: keyId }),
      (asked) => {
        keys.alias(asked.AliasName, asked.TargetKeyId);
        return {};
      },
    ),
    DisableKey: act(z.object({ KeyId: keyId }), ({ KeyId }) => {
      keys.find(KeyId).enabled = false;
      return {};
    }),
    EnableKey: act(z.object({ KeyId: keyId }), ({ KeyId }) => {
      keys.find(KeyId).enabled = true;
      return {};
    }),
    Encrypt: act(z.object({ KeyId: keyId, Plaintext: blob, EncryptionContext: context }), (asked) => {
      const key = keys.ready(asked.KeyId, "ENCRYPT_DECRYPT");
      const sealed = seal(key, asked.Plaintext, asked.EncryptionContext);
      return { CiphertextBlob: sealed.toString("base64"), KeyId: key.arn, ...used };
    }),
    GenerateDataKey: act(
      z.object({ KeyId: keyId, KeySpec: z.literal("AES_256"), EncryptionContext: context }),
      (asked) => {
        const key = keys.ready(asked.KeyId, "ENCRYPT_DECRYPT");
        const plain = randomBytes(32);
        const CiphertextBlob = seal(key, plain, asked.EncryptionContext).toString("base64");
        return { CiphertextBlob, Plaintext: plain.toString("base64"), KeyId: key.arn };
      },
    ),
    Decrypt: act(
      z.object({ KeyId: keyId.optional(), CiphertextBlob: blob, EncryptionContext: context }),
      ({ KeyId, CiphertextBlob, EncryptionContext }) => {
        const named = KeyId === undefined ? undefined : keys.ready(KeyId, "ENCRYPT_DECRYPT");
        const key = named ?? keys.ready(keyIdOf(CiphertextBlob), "ENCRYPT_DECRYPT");
        if (key.id !== keyIdOf(CiphertextBlob))
          throw new KmsRefusal(
            "IncorrectKeyException",
            "The key ID in the request does not identify a CMK that can perform this operation.",
          );
        const plain = unseal(key, CiphertextBlob, EncryptionContext);
        return { Plaintext: plain.toString("base64"), KeyId: key.arn, ...used };
      },
    ),
    GetPublicKey: act(z.object({ KeyId: keyId }), ({ KeyId }) => {
      const { arn, spec, secret } = keys.ready(KeyId, "SIGN_VERIFY");
      const spki = Buffer.concat([spkiHead, secp256k1.getPublicKey(secret, false)]);
      return {
        ...{ KeyId: arn, KeySpec: spec, KeyUsage: "SIGN_VERIFY", SigningAlgorithms: ["ECDSA_SHA_256"] },
        PublicKey: spki.toString("base64"),
      };
    }),
    Sign: act(
      z.object({ KeyId: keyId, Message: blob.refine(({ length }) => length === 32), ...signing }),
      ({ KeyId, Message }) => {
        const { arn, secret } = keys.ready(KeyId, "SIGN_VERIFY");
        return {
          ...{ KeyId: arn, SigningAlgorithm: "ECDSA_SHA_256" },
          Signature: Buffer.from(signEitherHalf(secret, Message)).toString("base64"),
        };
      },
    ),
  };
  return new Map<string, (body: unknown) => object>(Object.entries(acts));
}

/** DER. KMS takes s as it comes: every other one is in the upper half, which Ethereum refuses. */
function signEitherHalf(secret: Uint8Array, digest: Uint8Array): Uint8Array {
  const options = { prehash: false, lowS: true, extraEntropy: true };
  const low = secp256k1.Signature.fromBytes(secp256k1.sign(digest, secret, options));
  const high = new secp256k1.Signature(low.r, secp256k1.Point.Fn.ORDER - low.s);
  return (randomBytes(1)[0] ?? 0) % 2 === 0 ? low.toBytes("der") : high.toBytes("der");
}
