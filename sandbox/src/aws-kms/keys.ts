import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from "node:crypto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { KmsRefusal } from "./errors.ts";

type Kind =
  | { use: "ENCRYPT_DECRYPT"; spec: "SYMMETRIC_DEFAULT" }
  | { use: "SIGN_VERIFY"; spec: "ECC_SECG_P256K1" };
export type KmsKey = Kind & { id: string; arn: string; secret: Uint8Array; enabled: boolean };
export type EncryptionContext = Record<string, string>;

/** The keys of one account and region, in memory. */
export function openKeys(region: string) {
  const keys = new Map<string, KmsKey>();
  const aliases = new Map<string, string>();

  /** By id, ARN or alias. @throws as KMS does */
  function find(name: unknown): KmsKey {
    const id = String(name)
      .replace(/^arn:aws:kms:[^:]+:\d+:/, "")
      .replace(/^key\//, "");
    const key = keys.get(aliases.get(id) ?? id);
    if (!key) throw new KmsRefusal("NotFoundException", `Key '${name}' does not exist`);
    return key;
  }

  return {
    find,
    create(spec: unknown): KmsKey {
      const id = randomUUID();
      const kind = kinds.find((kind) => kind.spec === (spec ?? "SYMMETRIC_DEFAULT"));
      if (!kind) throw new KmsRefusal("ValidationException", `No KeySpec of the sandbox: ${spec}`);
      const secret = kind.use === "SIGN_VERIFY" ? secp256k1.utils.randomSecretKey() : randomBytes(32);
      const key = { ...kind, id, arn: `arn:aws:kms:${region}:111122223333:key/${id}`, secret, enabled: true };
      keys.set(id, key);
      return key;
    },
    /** Lets a name stand for a key, or for another one than before. */
    alias(name: unknown, keyId: unknown) {
      aliases.set(String(name), find(keyId).id);
    },
    /** @throws unless it can be used now, for this */
    ready(name: unknown, use: KmsKey["use"]): KmsKey {
      const key = find(name);
      if (!key.enabled) throw new KmsRefusal("DisabledException", `${key.arn} is disabled.`);
      if (key.use !== use)
        throw new KmsRefusal("InvalidKeyUsageException", `${key.arn} key usage is ${key.use}.`);
      return key;
    },
  };
}

const kinds: Kind[] = [
  { use: "ENCRYPT_DECRYPT", spec: "SYMMETRIC_DEFAULT" },
  { use: "SIGN_VERIFY", spec: "ECC_SECG_P256K1" },
];

/** A blob that names its key, as KMS's do; the context is authenticated and not in it. */
export function seal(key: KmsKey, plain: Uint8Array, context: EncryptionContext = {}): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.secret, nonce).setAAD(aad(key.id, context));
  return Buffer.concat([
    Buffer.from(key.id),
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

export const keyIdOf = (blob: Buffer) => blob.subarray(0, 36).toString();

/** @throws InvalidCiphertextException, which says no more than that */
export function unseal(key: KmsKey, blob: Buffer, context: EncryptionContext = {}): Buffer {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.secret, blob.subarray(36, 48));
    decipher.setAAD(aad(key.id, context)).setAuthTag(blob.subarray(-16));
    return Buffer.concat([decipher.update(blob.subarray(48, -16)), decipher.final()]);
  } catch {
    throw new KmsRefusal("InvalidCiphertextException");
  }
}

const aad = (id: string, context: EncryptionContext) =>
  Buffer.from(JSON.stringify([id, ...Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))]));
