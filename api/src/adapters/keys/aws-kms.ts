import type { KMSClient } from "@aws-sdk/client-kms";
import type { WorkerEnv } from "../../env.ts";

export type AwsSettings = Pick<
  WorkerEnv,
  "AWS_REGION" | "AWS_KMS_URL" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN"
>;

/**
 * For how long one try may take, and all of them with what is waited between them. What a signer is asked for holds up its
 * round, which comes again each second.
 */
export type Patience = { tryMs: number; patienceMs: number };
const patienceOfARound: Patience = { tryMs: 3_000, patienceMs: 8_000 };

/** AWS KMS did not do it. `code` is its word for why; nothing that it sent or was sent is kept. */
export class AwsKmsError extends Error {
  override name = "AwsKmsError";
  readonly code: string;
  constructor(act: string, keyId: string, error: unknown) {
    const code = codeOf(error);
    super(`AWS KMS did not ${act} with ${keyId}: ${code}. ${cures[code] ?? ""}`.trimEnd());
    this.code = code;
  }
}

export type AwsKms = {
  /** Opens what was sealed by this key in this context. */
  decrypt(keyId: string, sealed: Uint8Array, context: Record<string, string>): Promise<Uint8Array>;
  encrypt(keyId: string, plain: Uint8Array, context: Record<string, string>): Promise<Uint8Array>;
  /** The public half, SubjectPublicKeyInfo in DER. */
  publicKey(keyId: string): Promise<Uint8Array>;
  /** An ECDSA signature over these 32 bytes, in DER. */
  signDigest(keyId: string, digest: Uint8Array): Promise<Uint8Array>;
};

/**
 * AWS KMS by Amazon's own client, which is loaded here and by nobody else. Without an access key the client finds the
 * machine's role, and renews what that gave. Every act throws AwsKmsError.
 */
export async function openAwsKms(
  env: AwsSettings,
  { tryMs, patienceMs } = patienceOfARound,
): Promise<AwsKms> {
  const sdk = await import("@aws-sdk/client-kms");
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const sessionToken = env.AWS_SESSION_TOKEN;
  const client: KMSClient = new sdk.KMSClient({
    ...(env.AWS_REGION && { region: env.AWS_REGION }),
    ...(env.AWS_KMS_URL && { endpoint: env.AWS_KMS_URL }),
    ...(accessKeyId &&
      secretAccessKey && {
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
      }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: tryMs, requestTimeout: tryMs, throwOnRequestTimeout: true },
  });
  const ask = async <T>(act: string, keyId: string, call: (abortSignal: AbortSignal) => Promise<T>) => {
    try {
      return await call(AbortSignal.timeout(patienceMs));
    } catch (error) {
      // Amazon's error carries the answer's text, which of a decryption is the secret.
      throw new AwsKmsError(act, keyId, error);
    }
  };
  const bytes = (value: Uint8Array | undefined) => value ?? new Uint8Array();

  return {
    decrypt: (KeyId, CiphertextBlob, EncryptionContext) =>
      ask("decrypt", KeyId, async (abortSignal) => {
        const command = new sdk.DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext });
        return bytes((await client.send(command, { abortSignal })).Plaintext);
      }),
    encrypt: (KeyId, Plaintext, EncryptionContext) =>
      ask("encrypt", KeyId, async (abortSignal) => {
        const command = new sdk.EncryptCommand({ KeyId, Plaintext, EncryptionContext });
        return bytes((await client.send(command, { abortSignal })).CiphertextBlob);
      }),
    publicKey: (KeyId) =>
      ask("give the public key", KeyId, async (abortSignal) => {
        const command = new sdk.GetPublicKeyCommand({ KeyId });
        return bytes((await client.send(command, { abortSignal })).PublicKey);
      }),
    signDigest: (KeyId, Message) =>
      ask("sign", KeyId, async (abortSignal) => {
        const what = { KeyId, Message, MessageType: "DIGEST", SigningAlgorithm: "ECDSA_SHA_256" } as const;
        return bytes((await client.send(new sdk.SignCommand(what), { abortSignal })).Signature);
      }),
  };
}

/** What to do about the refusals that waiting does not mend. */
const cures: Record<string, string> = {
  AccessDeniedException: "Its policy must allow this role to use the key.",
  CredentialsProviderError:
    "There is no access key and no role: set AWS_ACCESS_KEY_ID or give the machine a role.",
  DisabledException: "Enable the key.",
  IncorrectKeyException: "It was sealed by another key.",
  InvalidCiphertextException: "It was sealed for something else, or changed.",
  InvalidKeyUsageException:
    "The key is of another kind: a seed needs SYMMETRIC_DEFAULT, a signer ECC_SECG_P256K1.",
  InvalidSignatureException: "The access key's secret is wrong, or this machine's clock.",
  KMSInvalidStateException: "The key is being deleted or is not there yet.",
  NotFoundException: "There is no such key in AWS_REGION.",
  UnrecognizedClientException: "The access key is not known.",
};

/** A name, never a sentence: those may repeat what was sent. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "Error";
  if (error.name !== "Error") return error.name;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
