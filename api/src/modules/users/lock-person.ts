import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { users } from "./tables.ts";

type Held = {
  /** The house goes on without them: one super admin always stays. */
  mayGo: boolean;
  /** Their account was deleted meanwhile. */
  isGone: boolean;
};

/** Holds a person's row. */
export async function lockPerson(tx: Tx, userId: string): Promise<Held> {
  const supers = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, "super_admin"))
    .orderBy(users.id)
    .for("update");
  const { deletedAt } = users;
  const [person] = await tx.select({ deletedAt }).from(users).where(eq(users.id, userId)).for("update");
  const mayGo = supers.length !== 1 || supers[0]?.id !== userId;
  return { mayGo, isGone: person?.deletedAt !== null };
}
