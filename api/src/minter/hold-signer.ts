import { and, eq, gt, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Tx } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import { moveRequests } from "./requests.ts";
import { signers, transactions } from "./tables.ts";

/** How long a worker that died still keeps others from its signer. */
const leaseFor = sql`now() + interval '4 seconds'`;

/** The right to use a signer's nonces. `fence` tells this holding of it from every other one. */
export type Lease = { address: Address; fence: number; nextNonce: number };

/** Takes or renews the one lease on a signer. Null while another worker holds it. */
export async function holdSigner(
  { db, chain }: Pick<Deps, "db" | "chain">,
  { address, holder }: { address: Address; holder: string },
): Promise<Lease | null> {
  const take = () =>
    db
      .update(signers)
      .set({
        leaseHolder: holder,
        leaseUntil: leaseFor,
        fence: sql`${signers.fence} + case when ${signers.leaseHolder} = ${holder} then 0 else 1 end`,
      })
      .where(
        and(
          eq(signers.address, address),
          or(eq(signers.leaseHolder, holder), lt(signers.leaseUntil, sql`now()`)),
        ),
      )
      .returning({ address: signers.address, fence: signers.fence, nextNonce: signers.nextNonce });

  const [lease] = await take();
  if (lease) return lease;
  const [known] = await db.select().from(signers).where(eq(signers.address, address));
  if (known) return null;
  const nextNonce = await chain.client.getTransactionCount({ address, blockTag: "pending" });
  await db
    .insert(signers)
    .values({ address, nextNonce, leaseHolder: holder, leaseUntil: leaseFor, fence: 1 })
    .onConflictDoNothing();
  return (await take())[0] ?? null;
}

/** Takes the lease's next nonce in the caller's transaction. Throws if another worker took the signer over. */
export async function takeNonce(tx: Tx, { address, fence, nextNonce }: Lease) {
  const taken = await tx
    .update(signers)
    .set({ nextNonce: nextNonce + 1 })
    .where(and(stillHeld({ address, fence }), eq(signers.nextNonce, nextNonce)))
    .returning({ address: signers.address });
  if (taken.length === 0) throw new Error(`the lease on signer ${address} is lost`);
}

/** Skips the nonces that somebody else used with this key, so that the next transaction is not stuck. */
export async function skipUsedNonces({ db, chain, log }: Pick<Deps, "db" | "chain" | "log">, lease: Lease) {
  const used = await chain.client.getTransactionCount({ address: lease.address });
  if (used <= lease.nextNonce) return;
  log.error({ signer: lease.address, expected: lease.nextNonce, used }, "signer was used outside FLUX");
  const moved = await db
    .update(signers)
    .set({ nextNonce: used })
    .where(and(stillHeld(lease), lt(signers.nextNonce, used)))
    .returning({ address: signers.address });
  if (moved.length > 0) lease.nextNonce = used;
}

/**
 * A chain that counts fewer transactions of ours than we know of has lost some: a local one that was reset, or died
 * before it saved. They are looked at again, and those that are gone go out again, the same bytes at the same nonces.
 */
export async function recallForgotten({ db, chain, log }: Pick<Deps, "db" | "chain" | "log">, lease: Lease) {
  const used = await chain.client.getTransactionCount({ address: lease.address });
  if (used >= lease.nextNonce) return;
  const forgotten = await db.transaction(async (tx) => {
    const forgotten = await tx
      .update(transactions)
      .set({ state: "mined" })
      .where(
        and(
          eq(transactions.signer, lease.address),
          gte(transactions.nonce, used),
          inArray(transactions.state, ["final", "reverted"]),
        ),
      )
      .returning({ id: transactions.id, purpose: transactions.purpose });
    for (const { id: transactionId, purpose } of forgotten) {
      await moveRequests(tx, { purpose, transactionId, from: "final", to: "mined" });
    }
    return forgotten.length;
  });
  if (forgotten > 0) log.error({ signer: lease.address, used, forgotten }, "chain forgot");
}

/** Gives the lease back, so that the next worker need not wait for its end. */
export async function releaseSigner({ db }: Pick<Deps, "db">, { address, holder }: Holding) {
  await db
    .update(signers)
    .set({ leaseUntil: sql`now()` })
    .where(and(eq(signers.address, address), eq(signers.leaseHolder, holder)));
}
type Holding = { address: Address; holder: string };

const stillHeld = ({ address, fence }: Pick<Lease, "address" | "fence">) =>
  and(eq(signers.address, address), eq(signers.fence, fence), gt(signers.leaseUntil, sql`now()`));
