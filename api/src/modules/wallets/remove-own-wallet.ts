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
