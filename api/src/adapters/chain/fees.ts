import { type PublicClient, parseGwei } from "viem";

/** Polygon's nodes drop what offers less than 25 gwei (PIP-35); we offer a little more than that. */
const polygonTipWei = parseGwei("30");
const tipFloorWei: Record<number, bigint> = { 137: polygonTipWei, 80002: polygonTipWei };

export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

/** What to offer now, wei per gas: the network's tip or its floor, and room for the base fee to double. */
export async function feesNow(client: PublicClient, chainId: number): Promise<Fees> {
  const [block, tip] = await Promise.all([client.getBlock(), client.estimateMaxPriorityFeePerGas()]);
  const floor = tipFloorWei[chainId] ?? 1n;
  const maxPriorityFeePerGas = tip > floor ? tip : floor;
  return { maxPriorityFeePerGas, maxFeePerGas: 2n * (block.baseFeePerGas ?? 0n) + maxPriorityFeePerGas };
}
