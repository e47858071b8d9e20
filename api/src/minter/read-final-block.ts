import type { Chain } from "../adapters/chain/chain.ts";

/**
 * A block that no reorganisation takes back: looked for 0, 1, 2, 4 … blocks behind the newest, so it may be twice as old as
 * the newest such block. Null on a chain that has none yet.
 */
export async function readFinalBlock({ client, isFinal }: Pick<Chain, "client" | "isFinal">) {
  const head = await client.getBlockNumber();
  for (let behind = 0n; behind <= head; behind = behind === 0n ? 1n : behind * 2n) {
    if (await isFinal(head - behind)) return head - behind;
  }
  return null;
}
