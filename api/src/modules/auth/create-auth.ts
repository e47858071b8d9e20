import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { isAPIError } from "better-auth/api";
import { bearer } from "better-auth/plugins";
import { parse } from "hono/utils/cookie";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "../../db/client.ts";
import type { Auth } from "../../deps.ts";
import type { ApiEnv } from "../../env.ts";
import { createHashSlots } from "../../limits/hash-slots.ts";
import { users } from "../users/tables.ts";
import { hashPassword, verifyPassword } from "./password-hash.ts";
import { findSessionUser } from "./queries.ts";
import { sessionCookie, sessionSeconds } from "./session-cookie.ts";
import { readSessionToken, signSessionToken } from "./session-token.ts";
import * as tables from "./tables.ts";

/** Who asks for a hash that no request asked for: the seed. */
const ours = { ip: "127.0.0.1" };

type AuthEnv = Pick<ApiEnv, "WEB_URL" | "AUTH_SECRET">;

/**
 * The account engine: better-auth over our tables for passwords, sessions and (later) its plugins. Its own
 * router is not mounted: every route is ours, with our names, limits and error shape.
 */
export function createAuth(env: AuthEnv, db: Db): Auth {
  const cookie = sessionCookie(env);
  const engine = createEngine(env, db);
  const hashSlots = createHashSlots();

  /** The signed session token of a request: the bearer token if there is one, else the cookie. */
  function tokenOf(headers: Headers): string | null {
    const [, sent] = /^bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
    const signed = sent ?? parse(headers.get("cookie") ?? "", cookie.name)[cookie.name];
    return signed ? readSessionToken(signed, env.AUTH_SECRET) : null;
  }

  return {
    async userOf(headers) {
      const token = tokenOf(headers);
      return token ? findSessionUser(db, token) : null;
    },
    async hashPassword(password, { ip } = ours) {
      const context = await engine.$context;
      return hashSlots(ip, () => context.password.hash(password));
    },
    async verifyPassword(password, hash, { ip }) {
      const context = await engine.$context;
      return hashSlots(ip, () => context.password.verify({ password, hash }));
    },
    async signIn({ email, password, client: { ip, userAgent } }) {
      try {
        const headers = { "user-agent": userAgent, "x-forwarded-for": ip };
        const body = { email, password };
        const { token } = await hashSlots(ip, () => engine.api.signInEmail({ body, headers }));
        return { token: signSessionToken(token, env.AUTH_SECRET) };
      } catch (error) {
        if (isAPIError(error) && error.statusCode === 401) return "wrong_credentials";
        if (isAPIError(error) && error.statusCode === 403) return "email_not_verified";
        throw error;
      }
    },
    async openSession(userId, { ip, userAgent }) {
      const { internalAdapter } = await engine.$context;
      const session = await internalAdapter.createSession(userId, false, { ipAddress: ip, userAgent });
      return signSessionToken(session.token, env.AUTH_SECRET);
    },
    async closeSession(headers) {
      const token = tokenOf(headers);
      if (token) await (await engine.$context).internalAdapter.deleteSession(token);
    },
  };
}

function createEngine(env: AuthEnv, db: Db) {
  const { name, attributes } = sessionCookie(env);
  return betterAuth({
    baseURL: env.WEB_URL,
    secret: env.AUTH_SECRET,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: {
        user: users,
        session: tables.sessions,
        account: tables.accounts,
        verification: tables.verifications,
      },
    }),
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 8,
      password: {
        hash: hashPassword,
        verify: ({ password, hash: kept }) => verifyPassword(db, { password, kept }),
      },
    },
    session: { expiresIn: sessionSeconds },
    // Ours, in http/rate-limits.ts: theirs counts in the memory of one process.
    rateLimit: { enabled: false },
    plugins: [bearer({ requireSignature: true })],
    advanced: {
      database: { generateId: () => uuidv7() },
      // Off so that better-auth puts no `__Secure-` before our `__Host-`; the attribute is set below.
      useSecureCookies: false,
      cookies: { session_token: { name, attributes } },
    },
  });
}
