import { eq } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Role, SessionUser } from "../../caller.ts";
import type { Deps } from "../../deps.ts";
import { httpErrors } from "../../errors.ts";
import { userErrors } from "./errors.ts";
import { lockSuperAdmins } from "./lock-super-admins.ts";
import { userColumns } from "./queries.ts";
import { users } from "./tables.ts";

type ChangeRole = { actorId: string; userId: string; role: Role };

/**
 * Gives a person another role, from their next request on. Only a super admin may, and one always stays. Given the
 * role they have: nothing is done. Throws `not_allowed`, `user_not_found`, `last_super_admin`.
 */
export async function changeRole(deps: Pick<Deps, "db" | "log">, change: ChangeRole): Promise<SessionUser> {
  const { actorId, userId, role } = change;
  return deps.db.transaction(async (tx) => {
    const supers = await lockSuperAdmins(tx);
    if (!supers.some(({ id }) => id === actorId)) throw httpErrors.not_allowed();
    const [user] = await tx.select(userColumns).from(users).where(eq(users.id, userId)).for("update");
    if (!user) throw userErrors.user_not_found();
    if (user.role === role) return user;
    if (user.role === "super_admin" && supers.length === 1) throw userErrors.last_super_admin();

    await tx.update(users).set({ role, updatedAt: new Date() }).where(eq(users.id, userId));
    await writeAudit(tx, deps, {
      actor: actorId,
      act: "role_changed",
      subject: userId,
      details: { from: user.role, to: role },
    });
    return { ...user, role };
  });
}
