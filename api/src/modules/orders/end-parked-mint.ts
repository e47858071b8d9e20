import { batchAndSerialOf, tokenIdOf } from "@flux/contracts";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { giveUpMint } from "../../minter/give-up-mint.ts";
import { type NeverMinted, proveNeverMinted } from "../../minter/prove-never-minted.ts";
import { listParkedMints } from "../../minter/queries.ts";
import { requestMint } from "../../minter/request-mint.ts";
import { retryMint } from "../../minter/retry-mint.ts";
import { lockPaidMoney, type PaidMoney, refundPiece } from "../payments/refund-piece.ts";
import { sellAnother } from "../stock/sell-another.ts";
import { withdrawFree, withdrawSold } from "../stock/withdraw-garments.ts";
import { lockLine } from "./lock-line.ts";
import { queueRefundedMail, queueReplacedMail } from "./parked-mails.ts";
import { canBecome } from "./states.ts";
import { orders } from "./tables.ts";

/** Ends one mint that the minter parked, if it is proved that it can never be done. Otherwise it waits for a person. */
export const endParkedMint = defineJob({
  name: "end-parked-mint",
  payload: z.object({ mintId: z.uuid() }),
  // The next minute brings another one.
  retry: { retryLimit: 0 },
  run: endParked,
});

/** Looks each minute at all that is parked. */
export const endParkedMints = defineJob({
  name: "end-parked-mints",
  payload: z.object({}),
  cron: "* * * * *",
  retry: { retryLimit: 0 },
  async run({ db, jobs }: Pick<Deps, "db" | "jobs">) {
    const parked = await listParkedMints(db);
    await db.transaction(async (tx) => {
      for (const mintId of parked) await jobs.add(tx, endParkedMint, { mintId });
    });
  },
});

/**
 * The proof is made outside any transaction, because it asks the chain; the one transaction that decides holds the order and
 * the mint, and finds out whether the proof still stands.
 */
async function endParked(deps: Deps, { mintId }: { mintId: string }) {
  const proof = await proveNeverMinted(deps, mintId);
  if (!proof || "open" in proof) return;
  if ("minted" in proof) {
    // The minter closes it as it closes every other: with its transaction, once that is final.
    if (await deps.db.transaction((tx) => retryMint(tx, mintId)))
      deps.log.warn({ mintId }, "a parked mint is on chain after all");
    return;
  }
  const ended = await deps.db.transaction((tx) => giveSomethingElse(tx, deps, proof.never));
  if (ended) deps.log.warn({ mintId, ...ended }, "a garment that can never be minted");
}

async function giveSomethingElse(tx: Tx, deps: Deps, never: NeverMinted) {
  const { mint, cause } = never;
  const line = await lockLine(tx, mint.orderItemId);
  // A person may have sent the money back, or the order may be over: nothing is given beside that.
  if (!line || !canBecome(line.order.state, "cancelled")) return null;
  const money = await lockPaidMoney(tx, line.order.id);
  if (!money || !(await giveUpMint(tx, never))) return null;
  const { variantId, batchId } = await withdrawSold(tx, mint.garmentId);
  if (cause === "batch_closed") await withdrawFree(tx, batchId);
  const gave = { ...line, never, batchId, variantId, money };
  return (cause === "garment_taken" && (await giveAnother(tx, deps, gave))) || giveMoneyBack(tx, deps, gave);
}

type Given = NonNullable<Awaited<ReturnType<typeof lockLine>>> & {
  never: NeverMinted;
  batchId: number;
  variantId: string;
  money: PaidMoney;
};

async function giveAnother(tx: Tx, deps: Deps, { item, order, never, batchId, variantId }: Given) {
  const { mint, cap } = never;
  const another = await sellAnother(tx, {
    ...{ orderId: order.id, buyerId: order.userId, orderItemId: item.id },
    ...{ variantId, batchId, cap },
  });
  if (!another) return null;
  const tokenId = tokenIdOf(another.batchId, another.serial);
  await requestMint(tx, {
    ...{ garmentId: another.id, orderItemId: item.id, tokenId },
    ...{ tagHash: another.tagHash, to: mint.to },
  });
  await writeAudit(tx, deps, {
    actor: "system",
    act: "garment_replaced",
    subject: publicId("itm", item.id),
    details: { from: String(mint.tokenId), to: String(tokenId), cause: never.cause, said: mint.failure },
  });
  const before = batchAndSerialOf(mint.tokenId).serial;
  await queueReplacedMail(tx, deps, { order, item, before, now: another.serial });
  return { did: "another garment", from: String(mint.tokenId), to: String(tokenId) };
}

async function giveMoneyBack(tx: Tx, deps: Deps, { item, order, otherItemIds, never, money }: Given) {
  const { mint, cause } = never;
  const { refundId, amountPaise, isAll } = await refundPiece(tx, deps, {
    ...{ money, otherItemIds },
    ...{ orderItemId: item.id, pricePaise: item.unitPricePaise },
  });
  if (isAll)
    await tx.update(orders).set({ state: "cancelled", endedAt: sql`now()` }).where(eq(orders.id, order.id));
  await writeAudit(tx, deps, {
    actor: "system",
    act: "piece_refunded",
    subject: publicId("itm", item.id),
    details: { tokenId: String(mint.tokenId), amountPaise, refundId, cause, said: mint.failure },
  });
  const { serial } = batchAndSerialOf(mint.tokenId);
  await queueRefundedMail(tx, deps, { order, item, before: serial, amountPaise, isAll });
  return { did: "money back", tokenId: String(mint.tokenId), amountPaise };
}
