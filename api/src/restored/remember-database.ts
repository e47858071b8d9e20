import type { Db } from "../db/client.ts";
import { systemIdentifier, timeline } from "../db/identity.ts";
import { reconciled } from "./tables.ts";

/** Writes down which database the books were made in. Only for books that were never in one: a restore changes nothing here. */
export async function rememberDatabase(db: Db) {
  await db.insert(reconciled).values({ systemIdentifier, timeline }).onConflictDoNothing();
}
