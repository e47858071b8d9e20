import { eq, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Db, Tx } from "../db/client.ts";
import { highestNonce } from "./nonces.ts";
import { signers } from "./tables.ts";

/** How many of a signer's nonces the books can account for: their own, and those that were reconciled. */
export async function accountedNonces(db: Db | Tx, signer: Address): Promise<number> {
  const highest = await highestNonce(db, signer);
  const [row] = await db
    .select({ accounted: signers.accountedNonces })
    .from(signers)
    .where(eq(signers.address, signer));
  return Math.max((highest ?? -1) + 1, row?.accounted ?? 0);
}

/** Notes that the chain's count is accounted for: what no row knows of was lost in a restore, or is another's. */
export async function accountForNonces(tx: Tx, { signer, used }: { signer: Address; used: number }) {
  await tx
    .update(signers)
    .set({ accountedNonces: sql`greatest(${signers.accountedNonces}, ${used})` })
    .where(eq(signers.address, signer));
}

/** Every signer that these books ever held. */
export async function knownSigners(db: Db): Promise<Address[]> {
  const rows = await db.select({ address: signers.address }).from(signers).orderBy(signers.address);
  return rows.map(({ address }) => address);
}
