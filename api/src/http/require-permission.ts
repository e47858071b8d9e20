import { createMiddleware } from "hono/factory";
import type { Role } from "../caller.ts";
import { httpErrors } from "../errors.ts";
import { type AdminPermission, permissions } from "../permissions.ts";
import type { AppEnv } from "./create-router.ts";

// A role may do all that those before it may.
const rank: Record<Role, number> = { customer: 0, admin: 1, super_admin: 2 };

/**
 * Lets in who has a permission of the house: by their role, in a session that went on with their second factor; or by an
 * API key that was given it, while the key's maker still has the role.
 */
export const requirePermission = (permission: AdminPermission) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { apiKey, session } = c.var;
    const user = apiKey?.user ?? session?.user;
    if (!user) throw httpErrors.not_signed_in();
    const scopes: readonly string[] | undefined = apiKey?.scopes;
    if (scopes && !scopes.includes(permission)) throw httpErrors.not_allowed();
    if (rank[user.role] < rank[permissions[permission].from]) throw httpErrors.not_allowed();
    if (session && !session.secondFactor) throw httpErrors.second_factor_needed();
    c.set("user", user);
    await next();
  });

/** Lets in who holds a garment, by the chain's own word. Stands behind requireUser. */
export const requireTribe = createMiddleware<AppEnv>(async (c, next) => {
  const { user, deps } = c.var;
  if (!user || !(await deps.isTribe(user.id))) throw httpErrors.tribe_only();
  await next();
});
