import { and, eq, inArray, sql } from "drizzle-orm";
import { type Address, isAddressEqual } from "viem";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import { hashSecret, newSecret } from "../../db/hash-secret.ts";
import type { Deps } from "../../deps.ts";
import { findRelayState } from "../../minter/queries.ts";
import { requestRelay, transferKey } from "../../minter/request-relay.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUser } from "../users/queries.ts";
import { departureErrors } from "./errors.ts";
import { sendDeparture } from "./jobs.ts";
import { leavingMail } from "./mails/leaving.ts";
import { departures } from "./tables.ts";

export type AskDeparture = {
  userId: string;
  garment: { tokenId: bigint; moves: bigint; from: Address; custodyIndex: number };
  to: Address;
  via: "send" | "withdrawal";
  /** Until when it waits; null to leave at once. */
  leavesAt: Date | null;
};
type Departure = typeof departures.$inferSelect;

/**
 * Lets a garment leave custody, now or once its wait is over. Of all that are asked for one garment the first one counts:
 * what comes later gets that one, whatever address it names (`isNew` false). Its person's row must be held.
 * Throws `too_many_under_way`.
 */
export async function askDeparture(
  deps: Deps,
  tx: Tx,
  ask: AskDeparture,
): Promise<Departure & { isNew: boolean }> {
  const { userId, garment, to, via, leavesAt } = ask;
  const known = await findOpen(tx, garment);
  if (known) {
    const sooner = known.state === "waiting" && leavesAt === null && isAddressEqual(known.to, to);
    return { ...(sooner ? await sendNow(deps, tx, known) : known), isNew: false };
  }
  const secret = leavesAt && newSecret();
  const { tokenId, moves, from, custodyIndex } = garment;
  const [asked] = await tx
    .insert(departures)
    .values({
      ...{ userId, tokenId, moves, from, custodyIndex, to, via, leavesAt, state: "waiting" },
      stopHash: secret && hashSecret(secret),
    })
    .returning();
  if (!asked) throw new Error("the departure was not written down");
  await writeAudit(tx, deps, {
    ...{ actor: userId, act: "garment_sent", subject: String(tokenId) },
    details: { departureId: asked.id, from, to, leavesAt: leavesAt?.toISOString() ?? null },
  });
  if (!leavesAt || !secret) return { ...(await sendNow(deps, tx, asked)), isNew: true };
  await deps.jobs.add(tx, sendDeparture, { departureId: asked.id }, { startAfter: leavesAt });
  const user = await findUser(tx, userId);
  if (user?.email)
    await queueMail(
      deps,
      tx,
      user.email,
      leavingMail({ ...asked, name: user.name, leavesAt, secret, webUrl: deps.env.WEB_URL }),
    );
  return { ...asked, isNew: true };
}

/** Queues the relay of a departure in the caller's transaction. */
export async function sendNow(deps: Deps, tx: Tx, departure: Departure): Promise<Departure> {
  const { id, userId, tokenId, moves, from, to, custodyIndex, via } = departure;
  const relay = await requestRelay(tx, {
    ...{ key: transferKey(tokenId, moves), userId, custodyIndex },
    act: { kind: "transfer", tokenId: String(tokenId), from, to, moves: String(moves) },
    mayExceed: via === "withdrawal",
  });
  // From before departures were written down.
  if (relay.act.kind !== "transfer" || !isAddressEqual(relay.act.to, to))
    throw departureErrors.already_sending();
  const [sent] = await tx
    .update(departures)
    .set({ state: "sent", relayId: relay.id })
    .where(eq(departures.id, id))
    .returning();
  if (!sent) throw new Error(`the departure ${id} is gone`);
  deps.log.info({ departureId: id, relayId: relay.id, tokenId: String(tokenId) }, "garment sent");
  return sent;
}

/** The departure that a garment is on. One whose relay is parked ends here: the garment may be sent anew. */
async function findOpen(tx: Tx, { tokenId, moves }: AskDeparture["garment"]): Promise<Departure | null> {
  const [open] = await tx
    .select()
    .from(departures)
    .where(
      and(
        eq(departures.tokenId, tokenId),
        eq(departures.moves, moves),
        inArray(departures.state, ["waiting", "sent"]),
      ),
    )
    .for("update");
  if (!open?.relayId) return open ?? null;
  const relay = await findRelayState(tx, open.relayId);
  if (relay?.state !== "parked") return open;
  await tx
    .update(departures)
    .set({ state: "failed", failure: relay.failure, endedAt: sql`now()` })
    .where(eq(departures.id, open.id));
  return null;
}
