import type { GasPrice } from "../adapters/chain/fees.ts";
import type { Signer } from "../adapters/chain/signer.ts";
import type { Deps } from "../deps.ts";
import { accountedNonces } from "./account-for-nonces.ts";
import type { Collected, Collecting, LookAtDue } from "./collect-due.ts";
import { confirmTransactions } from "./confirm-transactions.ts";
import { crashPoint } from "./crash-point.ts";
import { doubtBooks } from "./doubt-books.ts";
import type { Lease } from "./hold-signer.ts";
import { isUnderWay, lookAtUnsettled, type OpenTransaction, readUnsettled } from "./look-at-unsettled.ts";
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
  /** Looks at what this signer has to send. */
  lookAtDue: LookAtDue<Collecting & Pick<Deps, "custody">>;
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
/** More that can't go wait for the next turn: what is under way must be looked at, too. */
const groupsATurn = 8;
/** A node may forget what it was given, or never have got it. */
const resendAfterMs = 5_000;
/** One node's count may be wrong for a moment. */
const gapAfterMs = 3_000;
const countStandsAfterMs = 3_000;

/**
 * One round of a signer: what is under way is taken on, what waits goes out again or is replaced, then everything due
 * is signed, stored and sent. Returns how many transactions are under way.
 *
 * What a round asks the chain is asked at once, so that with a slow node it takes one answer and one send, whatever there
 * is to do. Nothing is decided before the count of nonces is known, and what is under way is taken on whatever the chain
 * says of what is due.
 */
export async function takeTurn(turn: Turn): Promise<number> {
  const { lease, spending } = turn;
  const signer = lease.address;
  const open = await readUnsettled(turn, signer);
  const readPrice = once(() => turn.chain.gasPrice());
  const gasCeiling = async () => affordableGas(await readPrice(), spending);
  const look = (most: number) => turn.lookAtDue({ ...turn, sender: signer, gasCeiling }, most);

  const due = look(Math.max(0, transactionsUnderWay - open.filter(isUnderWay).length));
  // Heard in sendDue, if the round comes to it.
  due.catch(() => {});
  const counting = countUsed(turn);
  const asked = [counting, recallForgotten(turn, { signer, counting }), lookAtUnsettled(turn, open)] as const;
  // Two of them write: a round that fails leaves nothing behind that is still at it.
  await Promise.allSettled(asked);
  const [used, forgotten, looked] = await Promise.all(asked);
  if (used === null) return 0;
  const waiting = await confirmTransactions(turn, { looked, used });
  await Promise.all(waiting.map((each) => sendAgain(turn, each)));
  await replaceUnfit(turn, { waiting, used, readPrice });
  const sent = await sendDue(turn, { used, due, look, readPrice });
  return waiting.length + forgotten + sent;
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

type Look = (most: number) => ReturnType<Turn["lookAtDue"]>;
type Due = {
  used: number;
  /** What was due as the round began. */
  due: ReturnType<Look>;
  look: Look;
  readPrice: ReadPrice;
};

/** Signs, stores and sends what is due; without any, fills a gap that is old. Returns how many transactions went out. */
async function sendDue(turn: Turn, { used, due, look, readPrice }: Due): Promise<number> {
  const { db, lease, spending } = turn;
  const { outgoing, failures } = await collectDue(due, look);
  const calls: (Outgoing | null)[] = outgoing;
  if (calls.length === 0) {
    const { gaps } = await findFreeNonces(db, lease.address, used);
    if (gapIsOld(turn, gaps)) calls.push(null);
  }
  const sending: Promise<void>[] = [];
  try {
    for (const call of calls) {
      const { gas } = call ?? fillOf(lease.address);
      const { next } = await findFreeNonces(db, lease.address, used);
      const fees = offerFees(await readPrice(), gas, spending);
      await requireDailyLimit(
        db,
        { signer: lease.address, nonce: next, feeWei: gas * fees.maxFeePerGas },
        spending,
      );
      crashPoint("nonce_chosen");
      const stored = await storeTransaction(turn, { outgoing: call, nonce: next, fees });
      // The next one is signed while this one is on its way: should it come first, a node lets it wait.
      const send = sendTransaction(turn, stored);
      send.catch(() => {});
      sending.push(send);
    }
  } finally {
    await Promise.all(sending);
  }
  if (failures.length > 0) throw failures[0];
  return sending.length;
}

/**
 * The calls that can go. What can't has left the queue or is put off by then; as long as none can, what stands behind it is
 * looked at too.
 */
async function collectDue(due: ReturnType<Look>, look: Look): Promise<Collected> {
  let collected = await (await due)();
  let groups = collected.groups;
  while (isFruitless(collected) && groups < groupsATurn) {
    collected = await (await look(groupsATurn - groups))();
    groups += collected.groups;
  }
  return collected;
}

const isFruitless = ({ outgoing, failures, groups }: Collected) =>
  groups > 0 && outgoing.length === 0 && failures.length === 0;

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
