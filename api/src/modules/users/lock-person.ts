import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { users } from "./tables.ts";

/** Holds a person's row: of two that change what is theirs the second waits. Says since when nobody is behind it any more, and since when they are shut out. */
export async function lockPerson(tx: Tx, userId: string) {
  const { deletedAt, blockedAt } = users;
  const [person] = await tx
    .select({ deletedAt, blockedAt })
    .from(users)
    .where(eq(users.id, userId))
    .for("update");
  return person;
}
