import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { bearer } from "better-auth/plugins";
import { parse } from "hono/utils/cookie";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "../../db/client.ts";
import type { Env } from "../../env.ts";
import type { Client } from "../../http/client.ts";
import type { SessionUser } from "../../http/session.ts";
import { findSessionUser } from "./queries.ts";
import { sessionCookie, sessionSeconds } from "./session-cookie.ts";
import { readSessionToken, signSessionToken } from "./session-token.ts";
import * as tables from "./tables.ts";

type AuthEnv = Pick<Env, "WEB_URL" | "AUTH_SECRET">;
export type Auth = ReturnType<typeof createAuth>;

/**
 * The account engine: better-auth over our tables for passwords, sessions and (later) its plugins. Its own
 * router is not mounted: every route is ours, with our names, limits and error shape.
 */
export function createAuth(env: AuthEnv, db: Db) {
  const cookie = sessionCookie(env);
  const engine = createEngine(env, db);

  /** The signed session token of a request: the bearer token if there is one, else the cookie. */
  function tokenOf(headers: Headers): string | null {
    const [, sent] = /^bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
    const signed = sent ?? parse(headers.get("cookie") ?? "", cookie.name)[cookie.name];
    return signed ? readSessionToken(signed, env.AUTH_SECRET) : null;
  }

  return {
    engine,
    /** Who sends a request with these headers. One indexed query, none for a token we did not sign. */
    async userOf(headers: Headers): Promise<SessionUser | null> {
      const token = tokenOf(headers);
      return token ? findSessionUser(db, token) : null;
    },
    async hashPassword(password: string): Promise<string> {
      return (await engine.$context).password.hash(password);
    },
    async verifyPassword(password: string, hash: string): Promise<boolean> {
      return (await engine.$context).password.verify({ password, hash });
    },
    /** Opens a session of 7 days and returns the signed token that stands for it. */
    async openSession(userId: string, { ip, userAgent }: Client): Promise<string> {
      const { internalAdapter } = await engine.$context;
      const session = await internalAdapter.createSession(userId, false, { ipAddress: ip, userAgent });
      return signSessionToken(session.token, env.AUTH_SECRET);
    },
    /** Ends the session of these headers, if there is one. */
    async closeSession(headers: Headers): Promise<void> {
      const token = tokenOf(headers);
      if (token) await (await engine.$context).internalAdapter.deleteSession(token);
    },
    /** The signed token of a session that better-auth opened. */
    signToken: (token: string) => signSessionToken(token, env.AUTH_SECRET),
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
        user: tables.users,
        session: tables.sessions,
        account: tables.accounts,
        verification: tables.verifications,
      },
    }),
    emailAndPassword: { enabled: true, requireEmailVerification: true, minPasswordLength: 8 },
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
