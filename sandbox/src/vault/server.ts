import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";

export interface VaultSettings {
  port: number;
  /** A token that may do everything. */
  rootToken: string;
  /** An AppRole whose tokens may encrypt and decrypt. */
  appRole?: { roleId: string; secretId: string };
  namespace?: string;
}

const signIn = z.object({ role_id: z.string(), secret_id: z.string() });
const plain = z.object({ plaintext: z.base64() });
const sealed = z.object({ ciphertext: z.string() });

/**
 * Vault's transit engine with aes256-gcm96 keys, and AppRole (developer.hashicorp.com/vault/api-docs), in memory.
 * `PUT /v1/sys/seal` seals it, `PUT /v1/sys/unseal` opens it again, without keys to show.
 */
export async function startVault(settings: VaultSettings): Promise<Part> {
  const faults = createFaults();
  const keys = new Map<string, Uint8Array>();
  const tokens = new Set([settings.rootToken]);
  let isVaultSealed = false;
  const errors = (c: Context, status: 400 | 403 | 404 | 500 | 503, ...said: string[]) =>
    c.json({ errors: said }, status);
  const data = (c: Context, data: object) =>
    c.json({ request_id: randomUUID(), lease_duration: 0, renewable: false, data, auth: null });

  const app = new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .put("/v1/sys/unseal", (c) => {
      isVaultSealed = false;
      return c.json({ sealed: false });
    })
    .use("/v1/*", async (c, next) => {
      if (isVaultSealed) return errors(c, 503, "Vault is sealed");
      if ((c.req.header("x-vault-namespace") ?? "") !== (settings.namespace ?? ""))
        return errors(c, 404, `no handler for route "${c.req.path.slice(4)}". route entry not found.`);
      const isSigningIn = c.req.path === "/v1/auth/approle/login";
      if (!isSigningIn && !tokens.has(c.req.header("x-vault-token") ?? ""))
        return errors(c, 403, "permission denied");
      return next();
    })
    .put("/v1/sys/seal", (c) => {
      isVaultSealed = true;
      return c.body(null, 204);
    })
    .post("/v1/auth/approle/login", async (c) => {
      const asked = signIn.safeParse(await c.req.json());
      const { roleId, secretId } = settings.appRole ?? {};
      if (!asked.success || asked.data.role_id !== roleId || asked.data.secret_id !== secretId)
        return errors(c, 400, "invalid role or secret ID");
      const token = `hvs.${randomBytes(24).toString("base64url")}`;
      tokens.add(token);
      return c.json({ auth: { client_token: token, token_type: "service", lease_duration: 1_200 } });
    })
    .post("/v1/transit/keys/:key", (c) => {
      keys.set(c.req.param("key"), randomBytes(32));
      return data(c, {});
    })
    .post("/v1/transit/encrypt/:key", async (c) => {
      const key = keys.get(c.req.param("key"));
      const asked = plain.safeParse(await c.req.json());
      if (!key) return errors(c, 400, "encryption key not found");
      if (!asked.success) return errors(c, 400, "failed to base64-decode plaintext");
      return data(c, { ciphertext: seal(key, asked.data.plaintext), key_version: 1 });
    })
    .post("/v1/transit/decrypt/:key", async (c) => {
      const key = keys.get(c.req.param("key"));
      const asked = sealed.safeParse(await c.req.json());
      if (!key) return errors(c, 400, "encryption key not found");
      if (!asked.success || !asked.data.ciphertext.startsWith("vault:v1:"))
        return errors(c, 400, "invalid ciphertext: no prefix");
      const plaintext = unseal(key, asked.data.ciphertext.slice("vault:v1:".length));
      return plaintext === null
        ? errors(c, 400, "cipher: message authentication failed")
        : data(c, { plaintext });
    })
    .notFound((c) => errors(c, 404, `no handler for route "${c.req.path.slice(4)}". route entry not found.`))
    .onError((_, c) => errors(c, 400, "error parsing JSON"));
  return listen(app, settings.port);
}

function seal(key: Uint8Array, plaintext: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(plaintext, "base64"), cipher.final(), cipher.getAuthTag()]);
  return `vault:v1:${Buffer.concat([nonce, body]).toString("base64")}`;
}

function unseal(key: Uint8Array, sealed: string): string | null {
  try {
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("base64");
  } catch {
    return null;
  }
}
