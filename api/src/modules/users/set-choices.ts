import { and, eq, ne } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { type NotificationKind, notificationKinds } from "./notification-kinds.ts";
import { notificationChoices } from "./tables.ts";

export type Choices = { [Kind in NotificationKind]?: boolean | undefined };
type SetChoices = {
  userId: string;
  choices: Choices;
  /** Where it was said: the audit log keeps it, as the proof that somebody agreed. */
  by: "page" | "wish" | "link";
};

/** Writes what a person wants to hear of; what is left out stays. In the caller's transaction. */
export async function setChoices(tx: Tx, deps: Pick<Deps, "log">, { userId, choices, by }: SetChoices) {
  for (const kind of notificationKinds) {
    const wanted = choices[kind];
    if (wanted === undefined) continue;
    const changed = wanted ? await turnOn(tx, userId, kind) : await turnOff(tx, userId, kind);
    if (!changed) continue;
    const details = { kind, wanted, by };
    await writeAudit(tx, deps, { actor: userId, act: "notification_chosen", subject: userId, details });
  }
}

async function turnOn(tx: Tx, userId: string, kind: NotificationKind) {
  const { rowCount } = await tx
    .insert(notificationChoices)
    .values({ userId, kind, wanted: true })
    .onConflictDoUpdate({
      target: [notificationChoices.userId, notificationChoices.kind],
      set: { wanted: true, changedAt: new Date() },
      setWhere: ne(notificationChoices.wanted, true),
    });
  return rowCount === 1;
}

async function turnOff(tx: Tx, userId: string, kind: NotificationKind) {
  const { wanted } = notificationChoices;
  const { rowCount } = await tx
    .update(notificationChoices)
    .set({ wanted: false, changedAt: new Date() })
    .where(and(eq(notificationChoices.userId, userId), eq(notificationChoices.kind, kind), eq(wanted, true)));
  return rowCount === 1;
}
