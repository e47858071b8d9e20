import { and, eq, lte, sql } from "drizzle-orm";
import { isAddressEqual } from "viem";
import { z } from "zod";
import { readOwnership } from "../../adapters/chain/read-ownership.ts";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { requireReconciled, restoredSince } from "../../restored/doubt.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { lockPerson } from "../users/lock-person.ts";
import { findUser } from "../users/queries.ts";
import { sendNow } from "./ask-departure.ts";
import { sendDeparture as declared } from "./jobs.ts";
import { staysMail } from "./mails/stays.ts";
import { listDue } from "./queries.ts";
import { refuseDestination } from "./refuse-destination.ts";
import { departures } from "./tables.ts";

export const sendDeparture = defineJob({ ...declared, run: sendDue });

/** Whatever a job did not bring out of its wait: rows say what is due. */
export const sendDueDepartures = defineJob({
  name: "send-due-departures",
  payload: z.object({}),
  cron: "*/5 * * * *",
  retry: { retryLimit: 0 },
  async run(deps: Deps) {
    for (const departureId of await listDue(deps.db, 200)) {
      await sendDue(deps, { departureId }).catch((err: unknown) =>
        deps.log.warn({ err, departureId }, "a departure waits longer; it is tried again"),
      );
    }
  },
});

/**
 * Sends a garment whose wait is over, unless it was stopped, has moved, or may not go there any more: all is looked at
 * again. The session that asked for it may have ended long ago. Throws what passes: the `gateErrors`, `reconciling`,
 * `too_many_under_way`.
 */
export async function sendDue(deps: Deps, { departureId }: { departureId: string }): Promise<void> {
  const { db } = deps;
  const due = and(
    eq(departures.id, departureId),
    eq(departures.state, "waiting"),
    lte(departures.leavesAt, sql`now()`),
  );
  const [waiting] = await db.select().from(departures).where(due);
  if (!waiting) return;
  const against = await reasonAgainst(deps, waiting);
  await db.transaction(async (tx) => {
    await requireReconciled(tx);
    const person = await lockPerson(tx, waiting.userId);
    const [still] = await tx.select().from(departures).where(due).for("update");
    if (!still) return;
    // A restore may have forgotten that somebody stopped it.
    const forgotten = (await restoredSince(tx, still.askedAt)) && "our books were restored while it waited";
    const shutOut = person?.deletedAt !== null || person.blockedAt !== null;
    const reason = against ?? (forgotten || (shutOut ? "the account is shut" : null));
    const entry = { actor: "system", subject: String(still.tokenId) };
    const details = { departureId, to: still.to };
    if (reason === null) {
      await sendNow(deps, tx, still);
      return writeAudit(tx, deps, { ...entry, act: "send_released", details });
    }
    await tx
      .update(departures)
      .set({ state: "failed", failure: reason, endedAt: sql`now()` })
      .where(eq(departures.id, departureId));
    await writeAudit(tx, deps, { ...entry, act: "send_stopped", details: { ...details, reason } });
    const user = await findUser(tx, still.userId);
    if (user?.email)
      await queueMail(
        deps,
        tx,
        user.email,
        staysMail({ ...still, name: user.name, reason, webUrl: deps.env.WEB_URL }),
      );
  });
}

/** Why it may not leave after all; null when it may. */
async function reasonAgainst(deps: Deps, { tokenId, moves, from, to }: typeof departures.$inferSelect) {
  const now = await readOwnership(deps, tokenId);
  if (!now.owner || !isAddressEqual(now.owner, from) || now.moves !== moves)
    return "it has moved since it was asked for";
  try {
    await refuseDestination(deps, { from, to, tokenId });
    return null;
  } catch (error) {
    if (error instanceof AppError && error.status === 409) return error.message;
    throw error;
  }
}
