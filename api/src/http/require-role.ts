import { createMiddleware } from "hono/factory";
import type { Role } from "../caller.ts";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";

// A role may do all that those before it may.
const rank: Record<Role, number> = { customer: 0, admin: 1, super_admin: 2 };

/** Stops who is below a role. Stands behind requireUser. */
export const requireRole = (role: Role) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!c.var.user || rank[c.var.user.role] < rank[role]) throw httpErrors.not_allowed();
    await next();
  });
