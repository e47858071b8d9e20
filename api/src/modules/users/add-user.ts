import type { SessionUser } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import { userColumns } from "./queries.ts";
import { users } from "./tables.ts";

/** Writes a person down. Only for a proven e-mail address, or for who just proved to hold a wallet. */
export async function addUser(tx: Tx, person: typeof users.$inferInsert): Promise<SessionUser> {
  const [user] = await tx.insert(users).values(person).returning(userColumns);
  if (!user) throw new Error("the insert of a user returned no row");
  return user;
}
