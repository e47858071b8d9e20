import { batchAndSerialOf } from "@flux/contracts";
import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { inRupees } from "../../in-rupees.ts";
import { giveUpMint } from "../../minter/give-up-mint.ts";
import { type DeadMint, proveDead } from "../../minter/prove-never-minted.ts";
import { mints } from "../../minter/tables.ts";
import type { MailDeps } from "../mail/queue-mail.ts";
import { lockPaidMoney, refundPiece } from "../payments/refund-piece.ts";
import { withdrawSold } from "../stock/withdraw-garments.ts";
import { lockLine } from "./lock-line.ts";
import { queuePaidBackMail } from "./parked-mails.ts";
import { canBecome } from "./states.ts";
import { orderItems, orders } from "./tables.ts";

type RefundByHand = {
  /** FLX- and six signs. */
  orderNumber: string;
  /** One piece of it; all that are left, unless told. */
  tokenId: bigint | null;
  reason: string;
  /** Who says so, as the machine knows them. */
  by: string;
};
type Context = Pick<Deps, "db" | "chain" | "jobs" | "log"> & MailDeps;
type Mint = typeof mints.$inferSelect;

/** Nothing is paid back, and the message says why. */
class Refused extends Error {}

/**
 * Lets a person pay back what was paid for pieces that are not minted, all of them or none. Each must be parked, and nothing
 * that was ever signed for it may still be mined: so nobody has the money and the token. `did: false`: nothing was
 * changed, the words say why.
 */
export async function refundByHand(
  deps: Context,
  asked: RefundByHand,
): Promise<{ did: boolean; words: string }> {
  try {
    const dead: DeadMint[] = [];
    for (const mint of await readPieces(deps, asked)) dead.push(await requireDead(deps, mint));
    const paise = await deps.db.transaction(async (tx) => {
      let sum = 0;
      for (const each of dead) sum += await payBack(tx, deps, each, asked);
      return sum;
    });
    const what = dead.length === 1 ? nameOf(dead[0]?.mint.tokenId ?? 0n) : `${dead.length} pieces`;
    return { did: true, words: `${inRupees(paise)} goes back for ${what} of ${asked.orderNumber}.` };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { did: false, words: `${error.message} Nothing was changed.` };
  }
}

async function readPieces({ db }: Context, { orderNumber, tokenId }: RefundByHand): Promise<Mint[]> {
  const items = await db
    .select({ id: orderItems.id })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .where(eq(orders.number, orderNumber));
  const ids = items.map(({ id }) => id);
  const pieces = await db
    .select()
    .from(mints)
    .where(and(inArray(mints.orderItemId, ids), ne(mints.state, "given_up")))
    .orderBy(asc(mints.tokenId));
  const wanted = pieces.filter((piece) => tokenId === null || piece.tokenId === tokenId);
  if (ids.length === 0) throw new Refused(`There is no order ${orderNumber}.`);
  if (wanted.length === 0)
    throw new Refused(
      `${orderNumber} has no such piece that was paid for and is not paid back or replaced already.`,
    );
  return wanted;
}

async function requireDead(deps: Context, { id, tokenId, state }: Mint): Promise<DeadMint> {
  const name = nameOf(tokenId);
  if (state === "mined" || state === "final")
    throw new Refused(`${name} is minted: its buyer would have the money and the token.`);
  const proof = await proveDead(deps, id);
  if (!proof)
    throw new Refused(`${name} may be minted at any time. First: ./flux mints park ${name} --reason …`);
  if ("minted" in proof) throw new Refused(`${name} is minted after all: the minter takes note of it.`);
  if ("open" in proof) throw new Refused(`${name} can't be paid back yet: ${proof.open}.`);
  return proof.dead;
}

/** Returns how many paise go back for one piece. */
async function payBack(tx: Tx, deps: Context, dead: DeadMint, { reason, by }: RefundByHand): Promise<number> {
  const { mint } = dead;
  const name = nameOf(mint.tokenId);
  const line = await lockLine(tx, mint.orderItemId);
  if (!line || !canBecome(line.order.state, "cancelled"))
    throw new Refused(`${name} is of an order that is ${line?.order.state ?? "gone"}.`);
  const { order, item, otherItemIds } = line;
  const money = await lockPaidMoney(tx, order.id);
  if (!money)
    throw new Refused(`No captured money stands for ${order.number}: it was sent back at the vendor.`);
  if (!(await giveUpMint(tx, dead))) throw new Refused(`${name} changed meanwhile: ask again.`);
  await withdrawSold(tx, mint.garmentId);
  const { refundId, amountPaise, isAll } = await refundPiece(tx, deps, {
    ...{ money, otherItemIds, orderItemId: item.id, pricePaise: item.unitPricePaise },
  });
  if (isAll)
    await tx.update(orders).set({ state: "cancelled", endedAt: sql`now()` }).where(eq(orders.id, order.id));
  await writeAudit(tx, deps, {
    ...{ actor: "system", act: "piece_refunded", subject: publicId("itm", item.id) },
    details: { tokenId: String(mint.tokenId), amountPaise, refundId, reason, by, said: mint.failure },
  });
  const before = batchAndSerialOf(mint.tokenId).serial;
  await queuePaidBackMail(tx, deps, { order, item, before, amountPaise, isAll });
  return amountPaise;
}

function nameOf(tokenId: bigint): string {
  const { batchId, serial } = batchAndSerialOf(tokenId);
  return `${batchId}-${serial}`;
}
