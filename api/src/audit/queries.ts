import { and, desc, eq, or, sql } from "drizzle-orm";
import type { Db, Tx } from "../db/client.ts";
import { audit } from "./tables.ts";
import type { Act } from "./write-audit.ts";

/** Whether somebody ever did this. */
export async function hasActed(db: Db | Tx, { actor, act }: Pick<Act, "actor" | "act">): Promise<boolean> {
  const [row] = await db
    .select({ one: sql`1` })
    .from(audit)
    .where(and(eq(audit.actor, actor), eq(audit.act, act)))
    .limit(1);
  return row !== undefined;
}

/** What somebody did, and what was done to their account, the newest first. */
export async function auditOf(db: Db | Tx, userId: string) {
  const { at, act, details } = audit;
  return db
    .select({ at, act, details })
    .from(audit)
    .where(or(eq(audit.actor, userId), eq(audit.subject, userId)))
    .orderBy(desc(audit.id));
}
