import { and, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { type Address, formatEther, formatGwei, parseTransaction } from "viem";
import { type Fees, feesFor, type GasPrice, largest, smallest } from "../adapters/chain/fees.ts";
import type { Db } from "../db/client.ts";
import type { WorkerEnv } from "../env.ts";
import { sends, transactions } from "./tables.ts";

/** What the minter may pay, in wei. A price above is waited out: no order fails for it. */
export type SpendingLimits = {
  perGasWei: bigint;
  perTransactionWei: bigint;
  /** In any 24 hours, for each signer. */
  perDayWei: bigint;
};

type Settings = Pick<WorkerEnv, "MAX_FEE_PER_GAS_GWEI" | "MAX_TRANSACTION_FEE_POL" | "MAX_DAILY_FEE_POL">;
export const spendingLimits = (env: Settings): SpendingLimits => ({
  perGasWei: env.MAX_FEE_PER_GAS_GWEI,
  perTransactionWei: env.MAX_TRANSACTION_FEE_POL,
  perDayWei: env.MAX_DAILY_FEE_POL,
});

/** A price or a sum that is over a limit. It holds up the signer, and passes or is decided by a person. */
export class OverLimit extends Error {
  override name = "OverLimit";
}

/** No call of ours needs more; a sixth of a Polygon block is far below it. */
export const mostGas = 12_000_000n;

/** The most gas that one transaction may have at this price. Throws OverLimit when the price itself is over the limit. */
export function affordableGas(price: GasPrice, { perGasWei, perTransactionWei }: SpendingLimits): bigint {
  const least = price.baseFeePerGas + price.tipPerGas;
  if (least > perGasWei)
    throw new OverLimit(
      `gas costs ${formatGwei(least)} gwei, MAX_FEE_PER_GAS_GWEI is ${formatGwei(perGasWei)}`,
    );
  const affordable = perTransactionWei / (least || 1n);
  return affordable < mostGas ? affordable : mostGas;
}

/** An offer for a transaction of this much gas, within the limits. Throws OverLimit when none is. */
export function offerFees(price: GasPrice, gas: bigint, limits: SpendingLimits): Fees {
  if (gas > affordableGas(price, limits)) {
    throw new OverLimit(
      `${gas} gas cost more than MAX_TRANSACTION_FEE_POL, ${formatEther(limits.perTransactionWei)}`,
    );
  }
  return capped(feesFor(price), gas, limits);
}

/** Nodes take a replacement from 10 % more on both fees. */
const risePercent = 120n;

/** An offer that replaces `before` under the same nonce. Throws OverLimit when the limits leave no room for one. */
export function offerMore(price: GasPrice, gas: bigint, before: Fees, limits: SpendingLimits): Fees {
  const now = offerFees(price, gas, limits);
  const raised = (fee: bigint) => (fee * risePercent + 99n) / 100n;
  const fees = {
    maxFeePerGas: largest(now.maxFeePerGas, raised(before.maxFeePerGas)),
    maxPriorityFeePerGas: largest(now.maxPriorityFeePerGas, raised(before.maxPriorityFeePerGas)),
  };
  if (capped(fees, gas, limits).maxFeePerGas < fees.maxFeePerGas)
    throw new OverLimit(`a replacement at ${formatGwei(fees.maxFeePerGas)} gwei is over the limits`);
  return fees;
}

type Spending = {
  signer: Address;
  /** Of the transaction that takes it now nothing is spent yet. */
  nonce: number;
  feeWei: bigint;
};

/** Throws OverLimit when a signer would spend more in 24 hours than it may, with what is under way at its dearest. */
export async function requireDailyLimit(db: Db, { signer, nonce, feeWei }: Spending, limits: SpendingLimits) {
  const spentWei = await spentInADay(db, signer, nonce);
  if (spentWei + feeWei <= limits.perDayWei) return;
  throw new OverLimit(
    `${formatEther(spentWei)} POL are spent or under way since yesterday, MAX_DAILY_FEE_POL is ${formatEther(limits.perDayWei)}`,
  );
}

/** What a signer spent in the last 24 hours, and may still spend on what is under way but for `nonce`, in wei. */
export async function spentInADay(db: Db, signer: Address, nonce = -1): Promise<bigint> {
  const [[mined], open] = await Promise.all([
    db
      .select({ wei: sql<string>`coalesce(sum(${transactions.feeWei}), 0)` })
      .from(transactions)
      .where(and(eq(transactions.signer, signer), gt(transactions.minedAt, sql`now() - interval '1 day'`))),
    db
      .select({ nonce: transactions.nonce, raw: sends.raw })
      .from(transactions)
      .innerJoin(sends, eq(sends.transactionId, transactions.id))
      .where(
        and(
          eq(transactions.signer, signer),
          ne(transactions.nonce, nonce),
          inArray(transactions.state, ["stored", "sent"]),
          // What every node refused costs nothing.
          or(isNotNull(sends.takenAt), isNull(sends.refusal)),
        ),
      ),
  ]);
  const dearest = new Map<number, bigint>();
  for (const { nonce, raw } of open) {
    const { gas = 0n, maxFeePerGas = 0n } = parseTransaction(raw);
    dearest.set(nonce, largest(dearest.get(nonce) ?? 0n, gas * maxFeePerGas));
  }
  return [...dearest.values()].reduce((sum, wei) => sum + wei, BigInt(mined?.wei ?? 0));
}

function capped({ maxFeePerGas, maxPriorityFeePerGas }: Fees, gas: bigint, limits: SpendingLimits): Fees {
  const cap = smallest(limits.perGasWei, limits.perTransactionWei / gas);
  const fee = smallest(maxFeePerGas, cap);
  return { maxFeePerGas: fee, maxPriorityFeePerGas: smallest(maxPriorityFeePerGas, fee) };
}
