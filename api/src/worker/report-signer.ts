import { BaseError, formatEther } from "viem";
import type { Deps } from "../deps.ts";
import type { SignerLoopState } from "../minter/minter.ts";
import { readLeaseHolder, readSignerQueue } from "../minter/read-signer-queue.ts";
import { type SpendingLimits, spentInADay } from "../minter/spending.ts";

/** One signer of the minter: who holds it, what it has to do, and what it may spend. */
export async function reportSigner(
  db: Deps["db"],
  spending: SpendingLimits,
  { purpose, signer, holder, lastRoundAt, lastError }: SignerLoopState,
) {
  const [queue, leaseHolder, spentWei] = await Promise.all([
    readSignerQueue(db, purpose),
    readLeaseHolder(db, signer),
    spentInADay(db, signer),
  ]);
  return {
    purpose,
    signer,
    lastRoundAt,
    lease: leaseHolder === holder ? "held here" : leaseHolder ? `held by ${leaseHolder}` : "held by nobody",
    lastError: lastError === null ? null : reasonOf(lastError),
    ...queue,
    /** In the last 24 hours, with what is under way at its dearest. */
    spentPol: Number(formatEther(spentWei)),
    /** The most it may spend in 24 hours. */
    dailyLimitPol: Number(formatEther(spending.perDayWei)),
    /** The most that one transaction may cost: with less, its next may not be paid. */
    transactionLimitPol: Number(formatEther(spending.perTransactionWei)),
  };
}

/** Short, and without the address of the RPC or a query's values: both may be secret. */
export function reasonOf(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? ` ${cause.code}` : "";
  return `${error instanceof Error ? error.name : "Error"}${code}`;
}
