import { and, eq, inArray, ne } from "drizzle-orm";
import { isAddressEqual, type TransactionReceipt } from "viem";
import type { Deps } from "../deps.ts";
import { crashPoint } from "./crash-point.ts";
import { type LookedAt, type OpenTransaction, receiptOf } from "./look-at-unsettled.ts";
import { mintedIn } from "./minted-in.ts";
import { parkSkippedBallots } from "./park-skipped-ballots.ts";
import { moveRequests, requeueRequests, requeueUndone } from "./requests.ts";
import type { StoredTransaction } from "./store-before-send.ts";
import { mints, transactions } from "./tables.ts";

type Chained = Pick<Deps, "db" | "chain" | "log">;

/** Behind a load balancer one node may know the new nonce before another knows the receipt. */
const displacedAfterMs = 15_000;
/**
 * Takes every unsettled transaction of a signer as far as the chain has: sent ones get their receipt, mined ones become
 * final or lose their block. Any hash ever signed for a nonce counts. `used`: how many nonces the chain says it used.
 * Returns those that are still under way, by nonce.
 */
export async function confirmTransactions(
  deps: Chained,
  { looked, used }: { looked: LookedAt[]; used: number },
): Promise<OpenTransaction[]> {
  const underWay: OpenTransaction[] = [];
  for (const { receipt, final, ...each } of looked) {
    const state = await confirm(deps, { ...each, receipt, final, used });
    if (state === "stored" || state === "sent") underWay.push({ ...each, row: { ...each.row, state } });
  }
  return underWay;
}

async function confirm(deps: Chained, { used, ...looked }: LookedAt & { used: number }) {
  const { row, receipt, final, sends } = looked;
  if (row.state === "mined") {
    if (receipt && receipt.blockHash === row.blockHash) {
      if (final) await recordFinal(deps, row, receipt.status);
      return "mined";
    }
    await recordBlockGone(deps, row);
  }
  if (receipt) return recordReceipt(deps, row, receipt);
  if (row.state === "displaced") return "displaced";
  const silentSince = row.sentAt ?? row.storedAt;
  // What no node ever took was not given a chance to be mined under its nonce.
  const tried = sends.some(({ triedAt }) => triedAt !== null);
  if (row.state !== "mined" && tried && used > row.nonce && isOld(silentSince, displacedAfterMs)) {
    // It was looked for beside the count: what was mined between the two is found by looking once more.
    const late = await receiptOf(deps, looked);
    return late ? recordReceipt(deps, row, late) : recordDisplaced(deps, row);
  }
  return row.state === "mined" ? "sent" : row.state;
}

const isOld = (since: Date, ms: number) => Date.now() - since.getTime() > ms;

async function recordReceipt(
  { db, log }: Chained,
  row: StoredTransaction,
  receipt: TransactionReceipt,
): Promise<"mined" | "reverted"> {
  crashPoint("mined_not_recorded");
  const { blockNumber, blockHash, gasUsed, effectiveGasPrice, status } = receipt;
  const state = status === "success" ? "mined" : "reverted";
  await db.transaction(async (tx) => {
    // Another one of ours that was given this nonce meanwhile will never be mined.
    const others = await tx
      .update(transactions)
      .set({ state: "displaced" })
      .where(
        and(
          eq(transactions.signer, row.signer),
          eq(transactions.nonce, row.nonce),
          ne(transactions.id, row.id),
          inArray(transactions.state, ["stored", "sent"]),
        ),
      )
      .returning({ id: transactions.id, purpose: transactions.purpose });
    for (const other of others) await requeueRequests(tx, other, `nonce ${row.nonce} was used before`);
    const moved = await tx
      .update(transactions)
      .set({
        state,
        hash: receipt.transactionHash,
        sentAt: row.sentAt ?? new Date(),
        minedAt: new Date(),
        ...{ blockNumber, blockHash, gasUsed, feeWei: gasUsed * effectiveGasPrice },
      })
      .where(and(eq(transactions.id, row.id), inArray(transactions.state, ["stored", "sent", "displaced"])))
      .returning({ id: transactions.id });
    if (moved.length === 0) return;
    if (state === "reverted")
      return requeueRequests(tx, row, `the transaction reverted (${receipt.transactionHash})`);
    // Of all that was signed for its nonce, that was mined which does nothing.
    if (receipt.to && isAddressEqual(receipt.to, row.signer))
      return requeueRequests(tx, row, `a fill took its nonce (${receipt.transactionHash})`);
    await moveRequests(tx, row, { from: ["signed", "sent"], to: "mined" });
    if (row.purpose === "relay") await parkSkippedBallots(tx, row, receipt);
    if (row.purpose === "mint") {
      const carried = await tx.select().from(mints).where(eq(mints.transactionId, row.id));
      const done = mintedIn(receipt.logs, carried);
      if (done.length < carried.length) await requeueUndone(tx, row, done);
    }
    crashPoint("mined_not_committed");
  });
  log.info(
    {
      ...{ hash: receipt.transactionHash, purpose: row.purpose, status },
      ...{ blockNumber: Number(blockNumber), gas: Number(gasUsed) },
    },
    "mined",
  );
  return state;
}

async function recordFinal({ db }: Chained, row: StoredTransaction, status: TransactionReceipt["status"]) {
  await db.transaction(async (tx) => {
    await tx
      .update(transactions)
      .set({ state: status === "success" ? "final" : "reverted" })
      .where(and(eq(transactions.id, row.id), eq(transactions.state, "mined")));
    if (status === "success") await moveRequests(tx, row, { from: ["mined"], to: "final" });
    else await requeueUndone(tx, row, []);
    crashPoint("final_not_committed");
  });
}

async function recordBlockGone({ db, log }: Chained, row: StoredTransaction) {
  log.warn({ hash: row.hash, block: Number(row.blockNumber) }, "the block of a transaction is gone");
  await db.transaction(async (tx) => {
    await tx
      .update(transactions)
      .set({ state: "sent", minedAt: null, blockNumber: null, blockHash: null })
      .where(and(eq(transactions.id, row.id), eq(transactions.state, "mined")));
    await moveRequests(tx, row, { from: ["mined"], to: "sent" });
    crashPoint("gone_not_committed");
  });
}

/**
 * Another transaction has this nonce, so ours will never be mined. Its requests go back to the queue: the
 * contract refuses to do one twice, and each is looked up on chain before it is sent.
 */
async function recordDisplaced({ db, log }: Chained, row: StoredTransaction): Promise<"displaced"> {
  log.error({ hash: row.hash, nonce: row.nonce }, "another transaction took this nonce");
  await db.transaction(async (tx) => {
    await tx.update(transactions).set({ state: "displaced" }).where(eq(transactions.id, row.id));
    await requeueRequests(tx, row, `another transaction took nonce ${row.nonce}`);
  });
  return "displaced";
}
