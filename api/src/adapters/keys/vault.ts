import { z } from "zod";
import type { Env } from "../../env.ts";

export type VaultSettings = Pick<
  Env,
  | "VAULT_ADDR"
  | "VAULT_NAMESPACE"
  | "VAULT_TRANSIT_MOUNT"
  | "VAULT_TOKEN"
  | "VAULT_ROLE_ID"
  | "VAULT_SECRET_ID"
>;
export type VaultTransit = {
  /** Opens a `vault:v1:…`. */
  decrypt(key: string, sealed: string): Promise<Uint8Array>;
  encrypt(key: string, plain: Uint8Array): Promise<string>;
};

/** A start may wait: without the seed there is none. */
const answerMs = 15_000;
const login = z.object({ auth: z.object({ client_token: z.string().min(1) }) });
const decrypted = z.object({ data: z.object({ plaintext: z.base64() }) });
const encrypted = z.object({ data: z.object({ ciphertext: z.string().startsWith("vault:v") }) });
const refusal = z.object({ errors: z.array(z.string()) });

/**
 * The transit engine of Vault, by its HTTP API (developer.hashicorp.com/vault/api-docs/secret/transit). With an AppRole each
 * act signs in first: acts are a start's, and a token kept would only grow old. Errors name the refusal and never what was sent.
 */
export function openVaultTransit(env: VaultSettings): VaultTransit {
  async function ask<T>(
    path: string,
    body: object,
    { token, shape }: { token?: string; shape: z.ZodType<T> },
  ) {
    const answer = await fetch(`${env.VAULT_ADDR}/v1/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-vault-request": "true",
        ...(token && { "x-vault-token": token }),
        ...(env.VAULT_NAMESPACE && { "x-vault-namespace": env.VAULT_NAMESPACE }),
      },
      body: JSON.stringify(body),
      // The token goes to VAULT_ADDR and nowhere that an answer names.
      redirect: "error",
      signal: AbortSignal.timeout(answerMs),
    }).catch(() => null);
    if (!answer) throw new Error(`Vault does not answer at ${env.VAULT_ADDR}.`);
    // What can't be read is not repeated: half of a decryption's answer is half of the secret.
    const said: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw new Error(`Vault refused ${path}: ${answer.status} ${reasonIn(said)}`);
    const read = shape.safeParse(said);
    if (!read.success) throw new Error(`Vault's answer to ${path} is none.`);
    return read.data;
  }

  async function transit<T>(act: "decrypt" | "encrypt", key: string, body: object, shape: z.ZodType<T>) {
    const token = env.VAULT_TOKEN ?? (await signIn());
    return ask(`${env.VAULT_TRANSIT_MOUNT}/${act}/${encodeURIComponent(key)}`, body, { token, shape });
  }

  async function signIn(): Promise<string> {
    const proof = { role_id: env.VAULT_ROLE_ID, secret_id: env.VAULT_SECRET_ID };
    return (await ask("auth/approle/login", proof, { shape: login })).auth.client_token;
  }

  return {
    async decrypt(key, ciphertext) {
      const { data } = await transit("decrypt", key, { ciphertext }, decrypted);
      return Buffer.from(data.plaintext, "base64");
    },
    async encrypt(key, plain) {
      const { data } = await transit(
        "encrypt",
        key,
        { plaintext: Buffer.from(plain).toString("base64") },
        encrypted,
      );
      return data.ciphertext;
    },
  };
}

function reasonIn(said: unknown): string {
  const read = refusal.safeParse(said);
  return read.success ? read.data.errors.join("; ").slice(0, 200) : "";
}
