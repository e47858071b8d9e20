import type { Address } from "viem";
import type { Tx } from "../../db/client.ts";
import { wallets } from "./tables.ts";

/** Writes down that an address is this person's. Only for an address whose signature was just verified. */
export async function addOwnWallet(tx: Tx, { userId, address }: { userId: string; address: Address }) {
  await tx.insert(wallets).values({ userId, address, kind: "own" });
}
