import { and, asc, eq, inArray } from "drizzle-orm";
import type { Address, TransactionReceipt } from "viem";
import { TransactionReceiptNotFoundError } from "viem";
import type { Deps } from "../deps.ts";
import { crashPoint } from "./crash-point.ts";
import { failSkippedBallots } from "./fail-skipped-ballots.ts";
import { moveRequests, requeueRequests } from "./requests.ts";
import { sendTransaction } from "./send-transaction.ts";
import type { StoredTransaction } from "./store-before-send.ts";
import { transactions } from "./tables.ts";

type Chained = Pick<Deps, "db" | "chain" | "log">;

/** A node may forget what it was sent, or never have got it. */
const resendAfterMs = 5_000;
/** Behind a load balancer one node may know the new nonce before another knows the receipt. */
const displacedAfterMs = 15_000;

/**
 * Takes every open transaction of a signer one step on: stored bytes go out, sent ones get their receipt,
 * mined ones become final or, when their block is gone, are sent again. Returns how many are under way.
 */
export async function confirmTransactions(deps: Chained, signer: Address): Promise<number> {
  const open = await deps.db
    .select()
    .from(transactions)
    .where(and(eq(transactions.signer, signer), inArray(transactions.state, ["stored", "sent", "mined"])))
    .orderBy(asc(transactions.nonce))
    .limit(64);
  for (const row of open) {
    if (row.state === "stored") await sendTransaction(deps, row);
    await (row.state === "mined" ? settle(deps, row) : confirmTransaction(deps, row));
  }
  return open.filter((row) => row.state !== "mined").length;
}

/** Looks for the receipt of a sent transaction. */
export async function confirmTransaction(deps: Chained, row: StoredTransaction) {
  const [used, receipt] = await Promise.all([
    deps.chain.client.getTransactionCount({ address: row.signer }),
    receiptOf(deps, row),
  ]);
  if (receipt) return recordReceipt(deps, row, receipt);
  const silentMs = Date.now() - (row.sentAt ?? row.storedAt).getTime();
  if (used > row.nonce && silentMs > displacedAfterMs) return recordDisplaced(deps, row);
  if (Date.now() - (row.lastSentAt ?? row.storedAt).getTime() > resendAfterMs)
    await sendTransaction(deps, row);
}

async function recordReceipt({ db, log }: Chained, row: StoredTransaction, receipt: TransactionReceipt) {
  crashPoint("mined_not_recorded");
  const { blockNumber, blockHash, gasUsed, effectiveGasPrice, status } = receipt;
  const { purpose, transactionId } = carried(row);
  const mined = status === "success";
  await db.transaction(async (tx) => {
    const moved = await tx
      .update(transactions)
      .set({
        state: mined ? "mined" : "reverted",
        sentAt: row.sentAt ?? new Date(),
        minedAt: new Date(),
        ...{ blockNumber, blockHash, gasUsed, feeWei: gasUsed * effectiveGasPrice },
      })
      .where(and(eq(transactions.id, row.id), inArray(transactions.state, ["stored", "sent"])))
      .returning({ id: transactions.id });
    if (moved.length === 0) return;
    if (!mined) return requeueRequests(tx, purpose, transactionId, `the transaction reverted (${row.hash})`);
    await moveRequests(tx, { purpose, transactionId, from: "sent", to: "mined" });
    if (purpose === "relay") await failSkippedBallots(tx, row, receipt);
  });
  log.info(
    { hash: row.hash, purpose, status, blockNumber: Number(blockNumber), gas: Number(gasUsed) },
    "mined",
  );
}

/** A mined transaction becomes final, or a reorganisation took its block. */
async function settle(deps: Chained, row: StoredTransaction) {
  const receipt = await receiptOf(deps, row);
  if (receipt?.blockHash !== row.blockHash) {
    await recordBlockGone(deps, row);
    return receipt ? recordReceipt(deps, row, receipt) : sendTransaction(deps, row);
  }
  if (!(await deps.chain.isFinal(receipt.blockNumber))) return;
  await deps.db.transaction(async (tx) => {
    await tx
      .update(transactions)
      .set({ state: "final" })
      .where(and(eq(transactions.id, row.id), eq(transactions.state, "mined")));
    await moveRequests(tx, { ...carried(row), from: "mined", to: "final" });
  });
}

async function recordBlockGone({ db, log }: Chained, row: StoredTransaction) {
  log.warn({ hash: row.hash, block: Number(row.blockNumber) }, "the block of a transaction is gone");
  await db.transaction(async (tx) => {
    await tx
      .update(transactions)
      .set({ state: "sent", minedAt: null, blockNumber: null, blockHash: null })
      .where(and(eq(transactions.id, row.id), eq(transactions.state, "mined")));
    await moveRequests(tx, { ...carried(row), from: "mined", to: "sent" });
  });
}

/**
 * Another transaction has this nonce, so ours will never be mined. Its requests go back to the queue: the
 * contract refuses to do one twice, and each is looked up on chain before it is sent.
 */
async function recordDisplaced({ db, log }: Chained, row: StoredTransaction) {
  log.error({ hash: row.hash, nonce: row.nonce }, "another transaction took this nonce");
  await db.transaction(async (tx) => {
    await tx.update(transactions).set({ state: "displaced" }).where(eq(transactions.id, row.id));
    await requeueRequests(tx, row.purpose, row.id, `another transaction took nonce ${row.nonce}`);
  });
}

const carried = ({ purpose, id }: StoredTransaction) => ({ purpose, transactionId: id });

async function receiptOf({ chain }: Chained, { hash }: StoredTransaction) {
  return chain.client.getTransactionReceipt({ hash }).catch((error: unknown) => {
    if (error instanceof TransactionReceiptNotFoundError) return null;
    throw error;
  });
}
