import { and, eq, isNull } from "drizzle-orm";
import type { Address } from "viem";
import type { Tx } from "../../db/client.ts";
import { wallets } from "./tables.ts";

/** A wallet stands for a person no more. Its row stays: what was minted to it was minted to them. */
export async function removeOwnWallet(tx: Tx, { userId, address }: { userId: string; address: Address }) {
  const theirs = and(eq(wallets.userId, userId), eq(wallets.address, address), eq(wallets.kind, "own"));
  await tx
    .update(wallets)
    .set({ unlinkedAt: new Date() })
    .where(and(theirs, isNull(wallets.unlinkedAt)));
}

/** As `removeOwnWallet`, for all that a person has. The address in custody stays: its number is never given again. */
export async function removeOwnWallets(tx: Tx, userId: string) {
  const theirs = and(eq(wallets.userId, userId), eq(wallets.kind, "own"), isNull(wallets.unlinkedAt));
  await tx.update(wallets).set({ unlinkedAt: new Date() }).where(theirs);
}
