import { createMiddleware } from "hono/factory";
import type { SessionUser } from "../caller.ts";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";

/** Puts the account behind the session cookie or bearer token into `c.var.user`. */
export const loadSession = createMiddleware<AppEnv>(async (c, next) => {
  c.set("user", await c.var.deps.auth.userOf(c.req.raw.headers));
  await next();
});

/** For routes of signed-in people: `c.var.user` is never null behind it. */
export const requireUser = createMiddleware<AppEnv & { Variables: { user: SessionUser } }>(
  async (c, next) => {
    if (!c.var.user) throw httpErrors.not_signed_in();
    await next();
  },
);

/** The OpenAPI security of a route behind requireUser. */
export const signedIn: Record<string, string[]>[] = [{ cookie: [] }, { bearer: [] }];
