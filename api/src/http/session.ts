import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./create-router.ts";
import { httpErrors } from "./error.ts";

/** The signed-in account, as every handler sees it. `id` is the uuid. */
export type SessionUser = {
  id: string;
  email: string | null;
  emailVerified: boolean;
  name: string;
  role: "customer" | "admin" | "super_admin";
};

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

/** The OpenAPI security of a route behind requireUser: `security: signedIn`. */
export const signedIn: Record<string, string[]>[] = [{ cookie: [] }, { bearer: [] }];
