import { index, jsonb, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../db/flux-schema.ts";

/** Who did what to what. Rows are only added: a trigger refuses to change or take away one. */
export const audit = flux.table(
  "audit",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** A person's id, or "system". */
    actor: text().notNull(),
    act: text().notNull(),
    /** The public id of what it was done to, or a token id. */
    subject: text().notNull(),
    details: jsonb().$type<AuditDetails>().notNull(),
    requestId: text(),
    /** With which API key the actor did it. */
    apiKeyId: uuid(),
  },
  (t) => [index("audit_subject").on(t.subject, t.id), index("audit_actor").on(t.actor, t.id)],
);

export type AuditDetails = Record<string, string | number | boolean | null>;
