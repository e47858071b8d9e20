import type { GasPrice } from "../adapters/chain/fees.ts";
import type { Signer } from "../adapters/chain/signer.ts";
import type { Deps } from "../deps.ts";
import { accountedNonces } from "./account-for-nonces.ts";
import type { Collecting } from "./collect-due-mints.ts";
import { confirmTransactions, type OpenTransaction } from "./confirm-transactions.ts";
import { crashPoint } from "./crash-point.ts";
import { doubtBooks } from "./doubt-books.ts";
import type { Lease } from "./hold-signer.ts";
import { findFreeNonces } from "./nonces.ts";
import { recallForgotten } from "./recall-forgotten.ts";
import { replaceTransaction } from "./replace-transaction.ts";
import { sendTransaction } from "./send-transaction.ts";
import { affordableGas, offerFees, requireDailyLimit, type SpendingLimits } from "./spending.ts";
import { fillOf, type Outgoing, storeTransaction } from "./store-before-send.ts";

export type Turn = Pick<Deps, "db" | "chain" | "custody" | "log"> & {
  signer: Signer;
  lease: Lease;
  spending: SpendingLimits;
  /** The next call this signer has to send; null when nothing is due. */
  collectDue(deps: Collecting & Pick<Deps, "custody">): Promise<Outgoing | null>;
  stuckAfterMs: number;
  memory: {
    /** Since when a nonce is the first that waits. */
    first?: { nonce: number; sinceMs: number };
    /** Since when a nonce below one of ours is taken by nothing. */
    gap?: { nonce: number; sinceMs: number };
    /** Since when the chain counts more nonces than the books account for. */
    unaccounted?: { sinceMs: number };
  };
};

/** More than these wait for the chain: on a slow day requests gather in the queue and travel together. */
const transactionsUnderWay = 8;
/** A node may forget what it was given, or never have got it. */
const resendAfterMs = 5_000;
/** One node's count may be wrong for a moment. */
const gapAfterMs = 3_000;
const countStandsAfterMs = 3_000;

/**
 * One round of a signer: what is under way is taken on, what waits goes out again or is replaced, then everything due
 * is signed, stored and sent. Returns how many transactions are under way.
 */
export async function takeTurn(turn: Turn): Promise<number> {
  const signer = turn.lease.address;
  const used = await countUsed(turn);
  if (used === null) return 0;
  await recallForgotten(turn, { signer, used });
  const waiting = await confirmTransactions(turn, { signer, used });
  await Promise.all(waiting.map((open) => sendAgain(turn, open)));
  const readPrice = once(() => turn.chain.gasPrice());
  await replaceUnfit(turn, { waiting, used, readPrice });
  return sendDue(turn, { used, underWay: waiting.length, readPrice });
}

/**
 * How many nonces the chain says that this signer used. Null when it counts transactions that no row knows: the books were
 * restored to an earlier day, or somebody else has the key. Nothing is sent then; once it has stood for a moment the books
 * are doubted. One node's word is not enough for that where there are two.
 */
async function countUsed({ db, chain, lease, log, memory }: Turn): Promise<number | null> {
  const { address } = lease;
  const [told, expected] = await Promise.all([
    chain.client.getTransactionCount({ address }),
    accountedNonces(db, address),
  ]);
  const used = told <= expected ? told : await agreedCount(chain, address);
  if (used <= expected) {
    delete memory.unaccounted;
    return used;
  }
  memory.unaccounted ??= { sinceMs: Date.now() };
  if (Date.now() - memory.unaccounted.sinceMs < countStandsAfterMs) return null;
  log.error({ signer: address, expected, used }, "signer was used outside FLUX, or its rows are lost");
  const doubt = `the chain counts ${used} transactions of ${address}, and these books know ${expected}`;
  await doubtBooks(db, doubt, { another: false });
  return null;
}

async function agreedCount(chain: Turn["chain"], address: Turn["lease"]["address"]): Promise<number> {
  const { answer } = await chain.ask((client, blockNumber) =>
    client.getTransactionCount({ address, blockNumber }),
  );
  return answer;
}

/** The newest bytes go out when they never did, or long ago. */
async function sendAgain(turn: Turn, { row, sends: [newest] }: OpenTransaction) {
  if (!newest) return;
  if (newest.triedAt === null || Date.now() - newest.triedAt.getTime() > resendAfterMs)
    await sendTransaction(turn, { row, send: newest });
}

type ReadPrice = () => Promise<GasPrice>;
type Waiting = { waiting: OpenTransaction[]; used: number; readPrice: ReadPrice };

/** Only the first in line can be passed over; any may have bytes that no node takes. */
async function replaceUnfit(turn: Turn, { waiting, used, readPrice }: Waiting) {
  const { memory } = turn;
  const first = waiting.find(({ row }) => row.nonce === used);
  if (!first) delete memory.first;
  else if (memory.first?.nonce !== used) memory.first = { nonce: used, sinceMs: Date.now() };
  for (const open of waiting) {
    const firstForMs = open === first && memory.first ? Date.now() - memory.first.sinceMs : 0;
    const stored = await replaceTransaction(turn, open, { readPrice, firstForMs });
    if (stored) await sendTransaction(turn, stored);
  }
}

type Due = { used: number; underWay: number; readPrice: ReadPrice };

async function sendDue(turn: Turn, { used, underWay, readPrice }: Due) {
  const { db, spending, lease } = turn;
  const gasCeiling = async () => affordableGas(await readPrice(), spending);
  let count = underWay;
  while (count < transactionsUnderWay) {
    const outgoing = await turn.collectDue({ ...turn, sender: lease.address, gasCeiling });
    const { next, gaps } = await findFreeNonces(db, lease.address, used);
    if (!outgoing && !gapIsOld(turn, gaps)) break;
    const call = outgoing ?? fillOf(lease.address);
    const fees = offerFees(await readPrice(), call.gas, spending);
    const feeWei = call.gas * fees.maxFeePerGas;
    await requireDailyLimit(db, { signer: lease.address, nonce: next, feeWei }, spending);
    crashPoint("nonce_chosen");
    const stored = await storeTransaction(turn, { outgoing, nonce: next, fees });
    await sendTransaction(turn, stored);
    count += 1;
  }
  return count;
}

/** Whether a nonce has been missing for so long, with transactions of ours behind it, that it is to be filled. */
function gapIsOld({ memory, log, lease }: Turn, [gap]: number[]): boolean {
  if (gap === undefined) {
    delete memory.gap;
    return false;
  }
  if (memory.gap?.nonce !== gap) memory.gap = { nonce: gap, sinceMs: Date.now() };
  if (Date.now() - memory.gap.sinceMs < gapAfterMs) return false;
  log.error({ signer: lease.address, nonce: gap }, "a nonce that nothing takes is filled");
  return true;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
