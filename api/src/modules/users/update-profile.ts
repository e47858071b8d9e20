import { eq } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { SessionUser } from "../../caller.ts";
import { isUniqueViolation } from "../../db/is-unique-violation.ts";
import type { Deps } from "../../deps.ts";
import { userErrors } from "./errors.ts";
import { userColumns } from "./queries.ts";
import { users } from "./tables.ts";

type UpdateProfile = {
  userId: string;
  name?: string | undefined;
  username?: string | null | undefined;
  /** A number is proven before it stands here (auth/prove-phone.ts); this only takes it away. */
  phone?: null | undefined;
};

/** Changes what is named and leaves the rest. Throws `username_taken`. */
export async function updateProfile(
  deps: Pick<Deps, "db" | "log">,
  { userId, phone, ...changes }: UpdateProfile,
): Promise<SessionUser> {
  try {
    return await deps.db.transaction(async (tx) => {
      const mine = eq(users.id, userId);
      const [before] = await tx.select({ phone: users.phone }).from(users).where(mine).for("update");
      const removes = phone === null && typeof before?.phone === "string";
      const [user] = await tx
        .update(users)
        .set({ ...changes, ...(removes && { phone, phoneVerified: false }), updatedAt: new Date() })
        .where(mine)
        .returning(userColumns);
      if (!user) throw userErrors.user_not_found();
      if (removes)
        await writeAudit(tx, deps, { actor: userId, act: "phone_removed", subject: userId, details: {} });
      return user;
    });
  } catch (error) {
    if (isUniqueViolation(error, "users_username_unique")) throw userErrors.username_taken();
    throw error;
  }
}
