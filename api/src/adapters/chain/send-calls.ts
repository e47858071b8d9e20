import type { Address, Hash, Hex } from "viem";
import type { Chain } from "./chain.ts";
import type { Signer } from "./signer.ts";

type Call = { to: Address; data: Hex };

/** Far above what opening a batch or a design takes; what is left over comes back. */
const gas = 500_000n;

/**
 * Sends the calls of a key that nothing else sends with, one behind the other, and waits until all are mined. Throws when one
 * reverts, naming it. For acts of people: what a crash may not repeat goes through the minter.
 */
export async function sendCalls(
  { id, client, fees }: Pick<Chain, "id" | "client" | "fees">,
  signer: Signer,
  calls: readonly Call[],
) {
  if (calls.length === 0) return;
  const [offer, next] = await Promise.all([
    fees(),
    client.getTransactionCount({ address: signer.address, blockTag: "pending" }),
  ]);
  const hashes: Hash[] = [];
  for (const [index, call] of calls.entries()) {
    const serializedTransaction = await signer.signTransaction({
      ...{ ...call, ...offer, gas, type: "eip1559", chainId: id, nonce: next + index },
    });
    hashes.push(await client.sendRawTransaction({ serializedTransaction }));
  }
  const receipts = await Promise.all(
    hashes.map((hash) => client.waitForTransactionReceipt({ hash, pollingInterval: 50 })),
  );
  const failed = receipts.filter((receipt) => receipt.status !== "success");
  if (failed.length > 0)
    throw new Error(`on chain, ${failed.map((receipt) => receipt.transactionHash).join(", ")} reverted`);
}
