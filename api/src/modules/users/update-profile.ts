import { eq } from "drizzle-orm";
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
  phone?: string | null | undefined;
};

/** Changes what is named and leaves the rest. Throws `username_taken`. */
export async function updateProfile(
  { db }: Pick<Deps, "db">,
  { userId, ...changes }: UpdateProfile,
): Promise<SessionUser> {
  try {
    const [user] = await db
      .update(users)
      .set({ ...changes, updatedAt: new Date() })
      .where(eq(users.id, userId))
      .returning(userColumns);
    if (!user) throw userErrors.user_not_found();
    return user;
  } catch (error) {
    if (isUniqueViolation(error, "users_username_unique")) throw userErrors.username_taken();
    throw error;
  }
}
