import type { PublicClient } from "viem";

const gwei = 1_000_000_000n;
/** Bor nodes drop whatever tips less than 25 gwei (PIP-35). */
const leastTip = 30n * gwei;

/**
 * Wei for one gas on Polygon (137). Ignition pays old-style prices there, so the price is what is paid: a quarter above
 * the base fee, as it can rise an eighth a block, and the node's tip or 30 gwei, whichever is more. On Amoy (80002)
 * Ignition does not ask: it pays 32 gwei.
 */
export async function deploymentGasPrice(
  client: Pick<PublicClient, "getBlock" | "estimateMaxPriorityFeePerGas">,
): Promise<bigint> {
  const [{ baseFeePerGas }, tip] = await Promise.all([
    client.getBlock(),
    client.estimateMaxPriorityFeePerGas(),
  ]);
  const base = baseFeePerGas ?? 0n;
  return base + base / 4n + (tip > leastTip ? tip : leastTip);
}
