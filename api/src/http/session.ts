import { createMiddleware } from "hono/factory";
import type { Session, SessionUser } from "../caller.ts";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";

/**
 * Puts the session of the cookie or bearer token into `c.var.session`, and its person into `c.var.user`; or an API key
 * into `c.var.apiKey`, and its id into the log and so into the audit log.
 */
export const loadSession = createMiddleware<AppEnv>(async (c, next) => {
  const { auth } = c.var.deps;
  const { headers } = c.req.raw;
  const apiKey = await auth.keyOf(headers);
  if (apiKey) {
    const log = c.var.log.child({ apiKeyId: apiKey.id });
    c.set("log", log);
    c.set("deps", { ...c.var.deps, log });
  }
  c.set("apiKey", apiKey);
  const session = apiKey ? null : await auth.sessionOf(headers);
  c.set("session", session);
  c.set("user", session?.user ?? null);
  await next();
});

type SignedIn = { Variables: { user: SessionUser; session: Session } };

/** For routes of signed-in people: `c.var.user` and `c.var.session` are never null behind it. */
export const requireUser = createMiddleware<AppEnv & SignedIn>(async (c, next) => {
  if (!c.var.user) throw httpErrors.not_signed_in();
  await next();
});

type Security = Record<string, string[]>[];

/** The OpenAPI security of a route behind requireUser. */
export const signedIn: Security = [{ cookie: [] }, { bearer: [] }];

/** The same of a route that API keys may ask too. */
export const signedInOrKey: Security = [...signedIn, { apiKey: [] }];
