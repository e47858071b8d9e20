import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, errors, exportJWK, type JWK, jwtVerify, SignJWT } from "jose";
import { publicId } from "../../http/public-id.ts";

const minutes = 15;
const algorithm = "EdDSA";
/** What PKCS #8 writes before the 32 bytes of an Ed25519 key (RFC 8410). */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * Short tokens (JWT, EdDSA) that say who signed in, for programs beside the API: they check one with the published key
 * and ask nobody. The key comes from AUTH_SECRET by HKDF, so every API process has the same and none is stored. This API
 * believes one only while its session stands: who is signed out is out at once.
 */
export function createAccessTokens({ AUTH_SECRET, WEB_URL }: { AUTH_SECRET: string; WEB_URL: string }) {
  const seed = Buffer.from(hkdfSync("sha256", AUTH_SECRET, "", "flux access tokens 1", 32));
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  const jwk = toJwk(publicKey);

  return {
    /** The key that checks them, as a JWK Set (RFC 7517). */
    keySet: async () => ({ keys: [await jwk] }),

    /** A token of 15 minutes for a session. */
    async sign({ userId, sessionId }: { userId: string; sessionId: string }) {
      const expiresAt = new Date(Date.now() + minutes * 60_000);
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm, typ: "JWT", kid: (await jwk).kid })
        .setSubject(publicId("usr", userId))
        .setIssuer(WEB_URL)
        .setAudience(WEB_URL)
        .setIssuedAt()
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, expiresAt };
    },

    /** The session of a token, or null when it is not ours, not yet good or no longer. */
    async sessionOf(token: string): Promise<string | null> {
      try {
        const checks = {
          algorithms: [algorithm],
          issuer: WEB_URL,
          audience: WEB_URL,
          requiredClaims: ["sid"],
        };
        const { payload } = await jwtVerify(token, publicKey, checks);
        return typeof payload.sid === "string" ? payload.sid : null;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

async function toJwk(key: KeyObject): Promise<JWK & { kid: string }> {
  const jwk = await exportJWK(key);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: algorithm, use: "sig" };
}

/** Tells an access token from a session's by its look: three parts between two dots. */
export const looksLikeAccessToken = (bearer: string) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(bearer);
