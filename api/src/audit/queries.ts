import { and, desc, eq, gte, lt, or, sql } from "drizzle-orm";
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

export type AuditFilter = {
  /** A person's uuid, or "system". */
  actor?: string | undefined;
  act?: Act["act"] | undefined;
  /** As it was written: a uuid, a public id, a token id. */
  subject?: string | undefined;
  since?: Date | undefined;
  /** Not this moment itself. */
  until?: Date | undefined;
  /** Rows older than this one: its uuid. */
  before?: string | undefined;
  limit: number;
};

/** The audit log, the newest row first. */
export async function listAudit(db: Db | Tx, filter: AuditFilter) {
  const { actor, act, subject, since, until, before, limit } = filter;
  return db
    .select()
    .from(audit)
    .where(
      and(
        actor === undefined ? undefined : eq(audit.actor, actor),
        act === undefined ? undefined : eq(audit.act, act),
        subject === undefined ? undefined : eq(audit.subject, subject),
        since && gte(audit.at, since),
        until && lt(audit.at, until),
        before === undefined ? undefined : lt(audit.id, before),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit);
}

export type AuditRow = typeof audit.$inferSelect;
