import { and, eq, isNull } from "drizzle-orm";
import type { SessionUser } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import { userColumns } from "./queries.ts";
import { users } from "./tables.ts";

/** Gives who has none the e-mail address that they just proved. Null for who has one. */
export async function setEmail(
  tx: Tx,
  { userId, email }: { userId: string; email: string },
): Promise<SessionUser | null> {
  const [user] = await tx
    .update(users)
    .set({ email, emailVerified: true, updatedAt: new Date() })
    .where(and(eq(users.id, userId), isNull(users.email)))
    .returning(userColumns);
  return user ?? null;
}
