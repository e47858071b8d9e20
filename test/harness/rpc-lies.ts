import { type Hex, keccak256, toHex } from "viem";
import { refuse, rewrite } from "./rpc-acts.ts";
import type { RpcRule } from "./rpc-rule.ts";

// What a node may say that is not so. Each is a rule, or several, for `rpc.set`.

type Lie = Pick<RpcRule, "times" | "when">;

/** Counts of an account's transactions that are too high, or (`by` < 0) too low, never below 0. */
export const nonceCountOff = (by: number, lie: Lie = {}): RpcRule => ({
  ...lie,
  method: "eth_getTransactionCount",
  act: rewrite<Hex>((hex) => toHex(Math.max(0, Number(hex) + by))),
});

/** Gas estimates that are this many times too high, or (below 1) too low. */
export const gasTimes = (factor: number, lie: Lie = {}): RpcRule => ({
  ...lie,
  method: "eth_estimateGas",
  act: rewrite<Hex>((hex) => toHex(BigInt(Math.round(Number(hex) * factor)))),
});

/** The tip that the node advises, wei per gas. */
export const tipOf = (wei: bigint, lie: Lie = {}): RpcRule => ({
  ...lie,
  method: "eth_maxPriorityFeePerGas",
  act: rewrite(() => toHex(wei)),
});

/** Every block's base fee, wei per gas; what else tells of fees follows it. */
export const baseFeeOf = (wei: bigint, lie: Lie = {}): RpcRule[] => [
  {
    ...lie,
    method: /^eth_getBlockBy/,
    act: rewrite<object | null>((block) => block && { ...block, baseFeePerGas: toHex(wei) }),
  },
  {
    ...lie,
    method: "eth_feeHistory",
    act: rewrite<{ baseFeePerGas: Hex[] }>((history) => ({
      ...history,
      baseFeePerGas: history.baseFeePerGas.map(() => toHex(wei)),
    })),
  },
  { ...lie, method: "eth_gasPrice", act: rewrite(() => toHex(wei)) },
];

/** Receipts that the node does not have (yet). */
export const noReceipt = (lie: Lie = {}): RpcRule => ({
  ...lie,
  method: "eth_getTransactionReceipt",
  act: rewrite(() => null),
});

/** Receipts of a block that is not in the chain. */
export const receiptOfOtherBlock = (lie: Lie = {}): RpcRule => ({
  ...lie,
  method: "eth_getTransactionReceipt",
  act: rewrite<{ blockHash: Hex } | null>(
    (receipt) => receipt && { ...receipt, blockHash: keccak256(receipt.blockHash) },
  ),
});

/** A revert from a node that is behind. `data` is the contract's error; without it there is no reason. */
export const reverts = (data: Hex = "0x", lie: Lie = { times: 1 }): RpcRule => ({
  ...lie,
  method: /^eth_(call|estimateGas)$/,
  act: refuse(3, "execution reverted", data),
});

/** A node that gives the logs of so many blocks at once, and refuses more. */
export const logsOfAtMost = (blocks: number): RpcRule => ({
  method: "eth_getLogs",
  when: ([range]) => !isShort(range as { fromBlock?: Hex; toBlock?: string } | undefined, blocks),
  act: refuse(-32_005, `query exceeds the limit of ${blocks} blocks`),
});

// Without an end it goes up to the newest block, which is too far.
const isShort = ({ fromBlock = "0x0", toBlock = "latest" } = {}, blocks: number) =>
  toBlock.startsWith("0x") && Number(toBlock) - Number(fromBlock) < blocks;

/** A node that keeps the state of this block and of later ones only. */
export const stateSince = (block: bigint): RpcRule => ({
  method: "eth_call",
  when: ([, at]) => typeof at === "string" && at.startsWith("0x") && BigInt(at) < block,
  act: refuse(-32_000, "missing trie node"),
});
