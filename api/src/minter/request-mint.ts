import { type Address, type Hex, keccak256 } from "viem";
import type { Tx } from "../db/client.ts";
import { crashPoint } from "./crash-point.ts";
import { mints } from "./tables.ts";
import { wakeMinter } from "./wake-minter.ts";

export type RequestMint = {
  garmentId: string;
  orderItemId: string;
  tokenId: bigint;
  tagHash: Hex;
  to: Address;
};

/** Queues the mint of a paid garment in the caller's transaction. Asking twice for one garment queues it once. */
export async function requestMint(tx: Tx, mint: RequestMint) {
  const [queued] = await tx
    .insert(mints)
    .values({ ...mint, orderRef: orderRefOf(mint.orderItemId) })
    .onConflictDoNothing({ target: mints.garmentId })
    .returning({ id: mints.id });
  if (queued) await wakeMinter(tx);
  crashPoint("requested_not_committed");
}

/** How an order is named on chain: it tells nobody but us which order it was. */
export function orderRefOf(orderItemId: string): Hex {
  return keccak256(`0x${orderItemId.replaceAll("-", "")}`);
}
