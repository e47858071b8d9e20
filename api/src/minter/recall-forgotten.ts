import { and, desc, eq, gte, inArray } from "drizzle-orm";
import type { Address } from "viem";
import type { Tx } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import { crashPoint } from "./crash-point.ts";
import { findReceipt } from "./find-receipt.ts";
import { moveRequests } from "./requests.ts";
import { transactions } from "./tables.ts";

type Chained = Pick<Deps, "db" | "chain" | "log">;

/**
 * Looks whether the chain still has what was called final, and takes back what it lost: a reorganisation deeper than
 * any promise, or a chain that was restored or reset. What is taken back is looked at again as mined: what stands
 * becomes final anew, what is gone goes out again, the same bytes at the same nonces. Returns how many were taken back.
 * `counting`: how many nonces the chain says the signer used, asked for at the same time; null when nobody knows.
 */
export async function recallForgotten(
  { db, chain, log }: Chained,
  { signer, counting }: { signer: Address; counting: Promise<number | null> },
): Promise<number> {
  const settled = and(eq(transactions.signer, signer), inArray(transactions.state, ["final", "reverted"]));
  const [newest] = await db
    .select({ nonce: transactions.nonce, hash: transactions.hash, blockHash: transactions.blockHash })
    .from(transactions)
    .where(settled)
    .orderBy(desc(transactions.nonce))
    .limit(1);
  if (!newest) return 0;
  const [used, isThere] = await Promise.all([counting, stands()]);
  if (used === null) return 0;
  if (used > newest.nonce && isThere) return 0;

  const forgotten = await db.transaction(async (tx) => recall(tx, firstForgotten(used)));
  if (forgotten > 0) log.error({ signer, used, forgotten }, "the chain forgot what was final");
  return forgotten;

  async function stands() {
    if (!newest?.blockHash) return true;
    const receipt = await findReceipt(chain, newest.hash);
    return receipt?.blockHash === newest.blockHash;
  }

  /** From which nonce on: those the chain no longer counts, and, where it counts all, the last hundred. */
  function firstForgotten(used: number) {
    return used > (newest?.nonce ?? 0) ? Math.max(0, (newest?.nonce ?? 0) - 100) : used;
  }

  async function recall(tx: Tx, from: number) {
    const taken = await tx
      .update(transactions)
      .set({ state: "mined" })
      .where(and(settled, gte(transactions.nonce, from)))
      .returning({ id: transactions.id, purpose: transactions.purpose });
    for (const row of taken) await moveRequests(tx, row, { from: ["final"], to: "mined" });
    if (taken.length > 0) crashPoint("recalled_not_committed");
    return taken.length;
  }
}
