import { and, eq, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import { hashSecret } from "../../db/hash-secret.ts";
import type { Deps } from "../../deps.ts";
import { lockPerson } from "../users/lock-person.ts";
import { departureErrors } from "./errors.ts";
import { departures, destinations } from "./tables.ts";

type StopDeps = Pick<Deps, "db" | "log">;
type Stopped = { tokenId: bigint; to: string }[];

/**
 * Stops a garment that its person sent and that still waits. Throws `not_waiting`, also for another's. Stopped before: it
 * is the same.
 */
export async function stopDeparture(
  deps: StopDeps,
  { userId, tokenId }: { userId: string; tokenId: bigint },
) {
  await deps.db.transaction(async (tx) => {
    await lockPerson(tx, userId);
    const its = and(eq(departures.userId, userId), eq(departures.tokenId, tokenId));
    const stopped = await stop(deps, tx, { its, userId, by: userId, reason: "you stopped it" });
    if (stopped.length > 0) return;
    const before = await tx.$count(departures, and(its, eq(departures.state, "stopped")));
    const gone = await tx.$count(departures, and(its, eq(departures.state, "sent")));
    if (before === 0 || gone > 0) throw departureErrors.not_waiting();
  });
}

/**
 * Stops, by a mailed link, whatever waits for the address that the mail was about: whoever asked for one garment there may
 * have asked for more. Opened again it says the same. Throws `stop_token_invalid`, `already_left`.
 */
export async function stopByLink(deps: StopDeps, token: string): Promise<Stopped> {
  const stopHash = hashSecret(token);
  return deps.db.transaction(async (tx) => {
    const [about] = await tx.select().from(departures).where(eq(departures.stopHash, stopHash));
    if (!about) throw departureErrors.stop_token_invalid();
    const { userId, to } = about;
    await lockPerson(tx, userId);
    const its = and(eq(departures.userId, userId), eq(departures.to, to));
    const stopped = await stop(deps, tx, { its, userId, by: userId, reason: "the link in the mail" });
    if (stopped.length > 0) return stopped;
    const [now] = await tx.select().from(departures).where(eq(departures.id, about.id));
    if (now?.state === "sent") throw departureErrors.already_left();
    return [{ tokenId: about.tokenId, to }];
  });
}

/** Stops all that waits of a person: somebody else may have asked for it. In the caller's transaction; returns how many. */
export async function stopAllOf(
  deps: StopDeps,
  tx: Tx,
  { userId, reason }: { userId: string; reason: string },
) {
  await lockPerson(tx, userId);
  const its = eq(departures.userId, userId);
  return (await stop(deps, tx, { its, userId, by: userId, reason })).length;
}

type Stop = { its: ReturnType<typeof and>; userId: string; by: string; reason: string };

async function stop(deps: StopDeps, tx: Tx, { its, userId, by, reason }: Stop): Promise<Stopped> {
  const stopped = await tx
    .update(departures)
    .set({ state: "stopped", failure: reason, endedAt: sql`now()` })
    .where(and(its, eq(departures.state, "waiting")))
    .returning({ id: departures.id, tokenId: departures.tokenId, to: departures.to });
  for (const { id: departureId, tokenId, to } of stopped) {
    await writeAudit(tx, deps, {
      ...{ actor: by, act: "send_stopped", subject: String(tokenId) },
      details: { departureId, to, reason },
    });
  }
  await forgetUnused(tx, userId);
  return stopped;
}

/** An address that nothing waits for any more waits again the next time: it must not become free by having been asked for. */
async function forgetUnused(tx: Tx, userId: string) {
  await tx.delete(destinations).where(
    and(
      eq(destinations.userId, userId),
      sql`${destinations.freeFrom} > now()`,
      sql`not exists (select from ${departures} waits where waits.user_id = ${userId}
        and waits.state = 'waiting' and lower(waits."to") = ${destinations.address})`,
    ),
  );
}
