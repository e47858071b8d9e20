import { parse } from "hono/utils/cookie";
import type { Session } from "../../caller.ts";
import type { Db } from "../../db/client.ts";
import { hashSecret } from "../../db/hash-secret.ts";
import type { Auth } from "../../deps.ts";
import type { ApiEnv } from "../../env.ts";
import { createHashSlots } from "../../limits/hash-slots.ts";
import { findApiKey } from "../keys/find-api-key.ts";
import { looksLikeApiKey } from "../keys/key-secret.ts";
import { createAccessTokens, looksLikeAccessToken } from "./access-token.ts";
import { hashPassword, verifyPassword } from "./password-hash.ts";
import { findSession } from "./queries.ts";
import { sessionCookie } from "./session-cookie.ts";
import { readSessionToken } from "./session-token.ts";
import { slideSession } from "./slide-session.ts";

/** Who asks for a hash that no request asked for: the seed. */
const ours = { ip: "127.0.0.1" };

type AuthEnv = Pick<ApiEnv, "WEB_URL" | "AUTH_SECRET">;

/** Reads who is signed in, and hashes passwords in few places at a time. */
export function createAuth(env: AuthEnv, db: Db): Auth {
  const cookie = sessionCookie(env);
  const hashSlots = createHashSlots();
  const accessTokens = createAccessTokens(env);

  async function find(headers: Headers, { waits = false } = {}): Promise<Session | null> {
    const bearer = bearerOf(headers);
    if (bearer && !waits && looksLikeAccessToken(bearer)) {
      const id = await accessTokens.sessionOf(bearer);
      const session = id ? await findSession(db, { id }) : null;
      return session && { ...session, by: "access_token" };
    }
    const signed = bearer ?? parse(headers.get("cookie") ?? "", cookie.name)[cookie.name];
    const token = signed && readSessionToken(signed, env.AUTH_SECRET);
    const session = token ? await findSession(db, { tokenHash: hashSecret(token) }, { waits }) : null;
    return session && { ...session, by: "session_token" };
  }

  return {
    accessTokens,
    async sessionOf(headers) {
      const session = await find(headers);
      return session && slideSession(db, session);
    },
    waitingSessionOf: (headers) => find(headers, { waits: true }),
    async keyOf(headers) {
      const secret = bearerOf(headers);
      return secret && looksLikeApiKey(secret) ? findApiKey(db, secret) : null;
    },
    hashPassword: (password, { ip } = ours) => hashSlots(ip, () => hashPassword(password)),
    async verifyPassword(password, kept, { ip }) {
      return hashSlots(ip, async () => {
        if (kept !== null) return verifyPassword(db, { password, kept });
        await hashPassword(password);
        return false;
      });
    },
  };
}

function bearerOf(headers: Headers): string | undefined {
  const [, bearer] = /^bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return bearer;
}
