import { type PublicClient, parseGwei } from "viem";

/** Polygon's nodes drop what offers less than 25 gwei (PIP-35); we offer a little more than that. */
const polygonTipWei = parseGwei("30");
const tipFloorWei: Record<number, bigint> = { 137: polygonTipWei, 80002: polygonTipWei };

/** EIP-1559, wei per gas. */
export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };
/** What the network asks for now, wei per gas. */
export type GasPrice = { baseFeePerGas: bigint; tipPerGas: bigint };

/**
 * What the network asks for now. A tip is one node's opinion: the median of what the last blocks paid stands beside it,
 * and the lower one counts, but never less than the network's floor.
 */
export async function readGasPrice(client: PublicClient, chainId: number): Promise<GasPrice> {
  const [block, suggestedTip, history] = await Promise.all([
    client.getBlock(),
    client.estimateMaxPriorityFeePerGas(),
    client.getFeeHistory({ blockCount: 10, rewardPercentiles: [50] }),
  ]);
  const paid = (history.reward ?? []).flatMap(([median]) => median ?? []).sort((a, b) => (a < b ? -1 : 1));
  const paidTip = paid[Math.floor(paid.length / 2)] ?? suggestedTip;
  const floor = tipFloorWei[chainId] ?? 1n;
  const tip = smallest(suggestedTip, paidTip);
  return { baseFeePerGas: block.baseFeePerGas ?? 0n, tipPerGas: largest(tip, floor) };
}

/** An offer with room for the base fee to double. */
export const feesFor = ({ baseFeePerGas, tipPerGas }: GasPrice): Fees => ({
  maxPriorityFeePerGas: tipPerGas,
  maxFeePerGas: 2n * baseFeePerGas + tipPerGas,
});

// Math.min knows no bigint.
export const smallest = (...amounts: [bigint, ...bigint[]]) => amounts.reduce((a, b) => (b < a ? b : a));
export const largest = (...amounts: [bigint, ...bigint[]]) => amounts.reduce((a, b) => (b > a ? b : a));
