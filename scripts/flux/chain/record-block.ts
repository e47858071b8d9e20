import type { Address, Hash, Hex } from "viem";
import { changesOf, type StateDiff } from "./account-changes.ts";
import type { Ask } from "./ask-anvil.ts";
import type { Entry } from "./journal.ts";

type Header = { number: Hex; hash: Hash; parentHash: Hash; timestamp: Hex };
type Transaction = { hash: Hash; from: Address; nonce: Hex; r: Hex; s: Hex };
type FullBlock = Header & { transactions: Transaction[] };
type Receipt = {
  type: Hex;
  status: Hex;
  cumulativeGasUsed: Hex;
  logs: { address: Address; topics: Hash[]; data: Hex }[];
  logsBloom: Hex;
  blockHash: Hash;
  transactionHash: Hash;
  gasUsed: Hex;
  from: Address;
  to: Address | null;
  contractAddress: Address | null;
};
type Replayed = { transactionHash: Hash; stateDiff: StateDiff };

/** A block as an entry of the journal: a line each for how anvil's state file has it and its transactions, and for its changes. */
type BlockEntry = Entry & { parentHash: Hash };

/** The lines of a block's entry. */
export function linesOf(bytes: Buffer) {
  const first = bytes.indexOf("\n");
  const second = bytes.indexOf("\n", first + 1);
  return {
    block: bytes.subarray(0, first),
    transactions: bytes.subarray(first + 1, second),
    changes: bytes.subarray(second + 1),
  };
}

/**
 * Reads one block of the running chain. The line of its changes is empty where anvil no longer has the state before it.
 * Null when the block was replaced meanwhile.
 */
export async function recordBlock(ask: Ask, number: number): Promise<BlockEntry | null> {
  const at = `0x${number.toString(16)}`;
  const [block, receipts, replayed] = await Promise.all([
    ask<FullBlock | null>("eth_getBlockByNumber", at, true),
    ask<Receipt[] | null>("eth_getBlockReceipts", at),
    ask<Replayed[] | null>("trace_replayBlockTransactions", at, ["stateDiff"]).catch(() => null),
  ]);
  if (!block || !isOf(receipts, block)) return null;
  const replays = block.transactions.length === 0 ? [] : replayed;
  const lines = [
    JSON.stringify(storedBlock(block)),
    receipts.map((receipt, index) => JSON.stringify(storedTransaction(receipt, block, index))).join(","),
    isOf(replays, block) ? JSON.stringify(changesOf(replays.map(({ stateDiff }) => stateDiff))) : "",
  ];
  return { kind: "block", number, hash: block.hash, parentHash: block.parentHash, text: lines.join("\n") };
}

/** Whether these are of all transactions of that very block: it may be replaced between two questions. */
function isOf<T extends { transactionHash: Hash }>(
  parts: T[] | null,
  { transactions }: FullBlock,
): parts is T[] {
  return (
    parts?.length === transactions.length &&
    parts.every(({ transactionHash }, index) => transactionHash === transactions[index]?.hash)
  );
}

/** anvil overlooks what it does not know in a header or a transaction. */
function storedBlock({ transactions, ...header }: FullBlock) {
  return {
    header,
    transactions: transactions.map((transaction) => ({
      transaction,
      impersonated_sender: isImpersonated(transaction) ? transaction.from : null,
    })),
    ommers: [],
    withdrawals: null,
  };
}

/** anvil signs with zeros for an account whose key it does not have. */
const isImpersonated = ({ r, s }: Transaction) => r === "0x0" && s === "0x0";

function storedTransaction(receipt: Receipt, { number, transactions }: FullBlock, index: number) {
  const { type, status, cumulativeGasUsed, logsBloom } = receipt;
  return {
    info: {
      transaction_hash: receipt.transactionHash,
      transaction_index: index,
      from: receipt.from,
      to: receipt.to,
      contract_address: receipt.contractAddress,
      // Traces are the larger half of what anvil keeps, and nobody reads old ones.
      traces: [],
      exit: status === "0x1" ? "Return" : "Revert",
      out: null,
      nonce: Number(transactions[index]?.nonce),
      gas_used: Number(receipt.gasUsed),
    },
    receipt: {
      ...{ type, status, cumulativeGasUsed, logsBloom },
      logs: receipt.logs.map(({ address, topics, data }) => ({ address, topics, data })),
    },
    block_hash: receipt.blockHash,
    block_number: Number(number),
  };
}
