import { BaseError, ExecutionRevertedError, type Hex, parseTransaction } from "viem";
import { type Fees, type GasPrice, largest } from "../adapters/chain/fees.ts";
import type { Signer } from "../adapters/chain/signer.ts";
import type { Deps } from "../deps.ts";
import { crashPoint } from "./crash-point.ts";
import type { Lease } from "./hold-signer.ts";
import type { OpenTransaction } from "./look-at-unsettled.ts";
import { namesGivenUp } from "./names-given-up.ts";
import { isUnfit, isUnpayable } from "./send-transaction.ts";
import { offerFees, offerMore, requireDailyLimit, type SpendingLimits } from "./spending.ts";
import { type Call, fillOf, type Stored, type StoredSend, storeReplacement } from "./store-before-send.ts";

type Context = Pick<Deps, "db" | "chain" | "log"> & {
  signer: Signer;
  lease: Lease;
  spending: SpendingLimits;
  /** What is passed over for longer, as the first in line, is signed anew. */
  stuckAfterMs: number;
};
type Now = {
  readPrice(): Promise<GasPrice>;
  /** For how long it has been the first in line; 0 when others stand before it. */
  firstForMs: number;
};

/** Bytes that a node refuses for good are signed anew, and those in turn no sooner than this. */
const unfitAfterMs = 3_000;

/**
 * Signs anew what can't be mined as it is: bytes that no node takes, and those that were passed over for too long. The
 * same call at the price of now; or a fill of its nonce, where the call itself would revert by now, or mint what was given up
 * since. Null when it is
 * well as it is. Throws OverLimit.
 */
export async function replaceTransaction(
  context: Context,
  { row, sends }: OpenTransaction,
  { readPrice, firstForMs }: Now,
): Promise<Stored | null> {
  const [newest] = sends;
  if (!newest) return null;
  const { lease, spending, db, log } = context;
  const neverAgain = (await namesGivenUp(db, newest.raw)) ? "it would mint what was given up" : null;
  const reason = neverAgain ?? reasonToReplace(newest, { firstForMs, stuckAfterMs: context.stuckAfterMs });
  if (!reason) return null;

  const price = await readPrice();
  const before = readSigned(newest.raw);
  const { call, givenUp } =
    row.purpose === "fill"
      ? { call: fillOf(lease.address) }
      : neverAgain
        ? { call: fillOf(lease.address), givenUp: neverAgain }
        : await callAsOfNow(context, before);
  // What a node may have must be outbid, and what was called too little.
  const outbid = sends.filter(
    ({ takenAt, refusal }) => takenAt !== null || /underpriced/i.test(refusal ?? ""),
  );
  const fees =
    outbid.length > 0
      ? offerMore(price, call.gas, dearestOf(outbid), spending)
      : offerFees(price, call.gas, spending);
  const costWei = call.gas * fees.maxFeePerGas;
  // A fifth less, or there is no point: the account must be filled up.
  if (isUnpayable(newest.refusal) && costWei * 5n > before.gas * before.maxFeePerGas * 4n) return null;
  await requireDailyLimit(db, { signer: lease.address, nonce: row.nonce, feeWei: costWei }, spending);

  const stored = await storeReplacement(context, {
    ...{ row, call, fees, nonce: row.nonce },
    ...(givenUp !== undefined && { givenUp }),
  });
  crashPoint("replacement_not_sent");
  log.warn(
    { hash: stored.send.hash, replaces: newest.hash, nonce: row.nonce, reason, givenUp },
    "transaction replaced",
  );
  return stored;
}

function reasonToReplace(
  { triedAt, storedAt, takenAt, refusal }: StoredSend,
  { firstForMs, stuckAfterMs }: { firstForMs: number; stuckAfterMs: number },
): string | null {
  const ageMs = Date.now() - storedAt.getTime();
  if (triedAt === null) return null;
  if (isUnfit(refusal) || isUnpayable(refusal)) return ageMs > unfitAfterMs ? refusal : null;
  if (takenAt !== null && Math.min(ageMs, firstForMs) > stuckAfterMs)
    return `passed over for ${Math.round(firstForMs / 1_000)} s`;
  return null;
}

/** The same call with gas as it needs it now; a fill when the chain would refuse it by now. */
async function callAsOfNow(
  { chain, lease }: Context,
  { to, data, gas }: Call,
): Promise<{ call: Call; givenUp?: string }> {
  try {
    const estimate = await chain.client.estimateGas({ account: lease.address, to, data });
    const needed = (estimate * 12n) / 10n;
    return { call: { to, data, gas: needed > gas ? needed : gas } };
  } catch (error) {
    // A bare call says no more than that: the reason is found out when its requests are tried again.
    const reverts =
      error instanceof BaseError && error.walk((cause) => cause instanceof ExecutionRevertedError);
    if (!reverts) throw error;
    return { call: fillOf(lease.address), givenUp: error.shortMessage };
  }
}

function readSigned(raw: Hex): Call & Fees {
  const { to, data = "0x", gas = 0n, maxFeePerGas = 0n, maxPriorityFeePerGas = 0n } = parseTransaction(raw);
  if (!to) throw new Error("a transaction of ours calls nobody");
  return { to, data, gas, maxFeePerGas, maxPriorityFeePerGas };
}

function dearestOf(sends: StoredSend[]): Fees {
  const all = sends.map(({ raw }) => readSigned(raw));
  return {
    maxFeePerGas: largest(0n, ...all.map(({ maxFeePerGas }) => maxFeePerGas)),
    maxPriorityFeePerGas: largest(0n, ...all.map(({ maxPriorityFeePerGas }) => maxPriorityFeePerGas)),
  };
}
