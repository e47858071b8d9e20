import { and, eq, lt, or, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Tx } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import { isReconciled, requireReconciled } from "../restored/doubt.ts";
import { signers } from "./tables.ts";

/** How long a worker that died still keeps others from its signer. A heartbeat renews it long before. */
export const usualLeaseMs = 6_000;
const leaseFor = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`;

/** The right to send with a signer. `fence` tells this holding of it from every other one. */
export type Lease = { address: Address; fence: number; forMs: number };
type Holding = { address: Address; holder: string };

/** Takes or renews the one lease on a signer. Null while another worker holds it. */
export async function holdSigner(
  { db }: Pick<Deps, "db">,
  { address, holder, forMs = usualLeaseMs }: Holding & { forMs?: number },
): Promise<Lease | null> {
  const [lease] = await db
    .insert(signers)
    .values({ address, leaseHolder: holder, leaseUntil: leaseFor(forMs), fence: 1 })
    .onConflictDoUpdate({
      target: signers.address,
      set: {
        leaseHolder: holder,
        leaseUntil: leaseFor(forMs),
        fence: sql`${signers.fence} + case when ${signers.leaseHolder} = ${holder} then 0 else 1 end`,
      },
      setWhere: or(eq(signers.leaseHolder, holder), lt(signers.leaseUntil, sql`now()`)),
    })
    .returning({ address: signers.address, fence: signers.fence });
  return lease ? { ...lease, forMs } : null;
}

/** Says that the holder lives, however long its round takes. It renews what it holds, and takes nothing. */
export async function renewLease({ db }: Pick<Deps, "db">, { address, fence, forMs }: Lease) {
  await db
    .update(signers)
    .set({ leaseUntil: leaseFor(forMs) })
    // A database that was restored meanwhile keeps the time at which its books end.
    .where(and(eq(signers.address, address), eq(signers.fence, fence), isReconciled));
}

/**
 * Locks the lease for the caller's transaction. Throws if another worker took the signer over: the fence alone decides,
 * so that one that was slow and that nobody replaced goes on. Throws `reconciling` when the books went back in time.
 */
export async function requireLease(tx: Tx, { address, fence }: Lease) {
  const held = await tx
    .select({ address: signers.address })
    .from(signers)
    .where(and(eq(signers.address, address), eq(signers.fence, fence)))
    .for("update");
  if (held.length === 0) throw new Error(`the lease on signer ${address} is lost`);
  // Asked under the lock: whoever doubts the books has it first, so nothing is signed on books that are doubted.
  await requireReconciled(tx);
}

/** Gives the lease back, so that the next worker need not wait for its end. */
export async function releaseSigner({ db }: Pick<Deps, "db">, { address, holder }: Holding) {
  await db
    .update(signers)
    .set({ leaseUntil: sql`now()` })
    .where(and(eq(signers.address, address), eq(signers.leaseHolder, holder)));
}
