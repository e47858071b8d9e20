import { and, eq, gte, ne, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Db, Tx } from "../db/client.ts";
import { transactions } from "./tables.ts";

export type Nonces = {
  /** The first one that is neither used on chain nor taken by a transaction of ours. */
  next: number;
  /** Those below a transaction of ours that nothing takes: what stands behind one waits until it is used. */
  gaps: number[];
};

/**
 * Which nonces a signer may take. `used`: how many the chain says it used. Rows and chain decide together, anew each
 * time, so that a count that was wrong once leaves nothing behind.
 */
export async function findFreeNonces(db: Db, signer: Address, used: number): Promise<Nonces> {
  const rows = await db
    .select({ nonce: transactions.nonce })
    .from(transactions)
    .where(
      and(
        eq(transactions.signer, signer),
        gte(transactions.nonce, used),
        ne(transactions.state, "displaced"),
      ),
    );
  const taken = new Set(rows.map(({ nonce }) => nonce));
  const gaps: number[] = [];
  for (let nonce = used; taken.size > 0; nonce += 1) {
    if (!taken.delete(nonce)) gaps.push(nonce);
  }
  return { next: gaps[0] ?? used + rows.length, gaps };
}

/** The highest nonce that FLUX ever took with a signer; null before the first. */
export async function highestNonce(db: Db | Tx, signer: Address): Promise<number | null> {
  const [row] = await db
    .select({ nonce: sql<number | null>`max(${transactions.nonce})` })
    .from(transactions)
    .where(eq(transactions.signer, signer));
  return row?.nonce ?? null;
}
