import { createMiddleware } from "hono/factory";
import type { Session, SessionUser } from "../caller.ts";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";

/** Puts the session of the cookie or bearer token into `c.var.session`, and its person into `c.var.user`. */
export const loadSession = createMiddleware<AppEnv>(async (c, next) => {
  const session = await c.var.deps.auth.sessionOf(c.req.raw.headers);
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

/** The OpenAPI security of a route behind requireUser. */
export const signedIn: Record<string, string[]>[] = [{ cookie: [] }, { bearer: [] }];
