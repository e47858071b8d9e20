import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { users } from "./tables.ts";

/** Holds all super admins, in one order: of two who take each other's place away the second waits here, and is none then. */
export async function lockSuperAdmins(tx: Tx) {
  return tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, "super_admin"))
    .orderBy(users.id)
    .for("update");
}
