import { sql } from "drizzle-orm";
import type { Db, Tx } from "../db/client.ts";
import { systemIdentifier, timeline } from "../db/identity.ts";
import { reconciled } from "./tables.ts";

/** A database at a moment of its history. */
export type Identity = { systemIdentifier: string; timeline: number };

/** Which database this is now. */
export async function identityOf(db: Db | Tx): Promise<Identity> {
  const { rows } = await db.execute<Identity>(
    sql`select ${systemIdentifier} as "systemIdentifier", ${timeline} as timeline`,
  );
  const [identity] = rows;
  if (!identity) throw new Error("the database did not say which it is");
  return identity;
}

/** The doubt that is being cleared up: why, since when, and up to when the books go. Null when there is none. */
export async function findDoubt(db: Db) {
  const [row] = await db.select().from(reconciled);
  if (!row?.doubt || !row.doubtedAt) return null;
  const { doubt, doubtedAt, booksEndedAt } = row;
  return { doubt, doubtedAt, booksEndedAt };
}

/** Writes down that the books in this database are all there is. Throws when it has become another one meanwhile. */
export async function endDoubt(tx: Tx, began: Identity) {
  const now = await identityOf(tx);
  if (now.systemIdentifier !== began.systemIdentifier || now.timeline !== began.timeline)
    throw new Error("the database was restored again while its books were reconciled");
  await tx.update(reconciled).set({
    ...{ systemIdentifier: now.systemIdentifier, timeline: now.timeline },
    ...{ doubt: null, doubtedAt: null, booksEndedAt: null, reconciledAt: sql`now()` },
  });
}
