import { closeSync, openSync, writeFileSync } from "node:fs";
import type { Address, Hash, Hex } from "viem";
import { type Accounts, applyChanges, type Changes } from "./account-changes.ts";
import type { Journal } from "./journal.ts";
import { linesOf } from "./record-block.ts";

/** EIP-2935: before each block anvil writes its parent's hash here. That is no transaction's change, so no state diff has it. */
const history: Address = "0x0000f90827f1c53a10cb7a02335b175320002935";
const historySlots = 8191;

/**
 * Writes the chain that a journal tells of as anvil's state file, so that anvil goes on from the same blocks. Reads the journal
 * block by block, and holds nothing but the accounts. Forgets the blocks whose changes the journal does not know: it was cut
 * short before it came to the accounts that belong to them.
 * @throws for a journal without accounts
 */
export function writeState(journal: Journal, file: string) {
  const whole = journal.accounts();
  if (!whole) throw new Error("The chain's journal has no accounts.");
  const accounts = JSON.parse(whole.bytes.toString()) as Accounts;
  const out = openState(file);
  try {
    out.write('{"blocks":[');
    let last: Buffer = Buffer.alloc(0);
    for (const { bytes, number } of journal.blocks()) {
      const { block, changes } = linesOf(bytes);
      if (number > whole.number) {
        if (changes.length === 0) {
          journal.truncate(number - 1);
          break;
        }
        applyChanges(accounts, JSON.parse(changes.toString()) as Changes);
      }
      if (number > 0) out.write(",");
      out.write(block);
      last = block;
    }
    out.write('],"transactions":[');
    let comma = "";
    for (const { bytes } of journal.blocks()) {
      const { transactions } = linesOf(bytes);
      if (transactions.length === 0) continue;
      out.write(comma);
      out.write(transactions);
      comma = ",";
    }
    rememberHashes(journal, accounts);
    out.write('],"accounts":{');
    for (const [index, [address, account]] of Object.entries(accounts).entries())
      out.write(`${index > 0 ? "," : ""}"${address}":${JSON.stringify(account)}`);
    const at = surroundingsOf(JSON.parse(last.toString()) as StoredBlock);
    out.write(`},"best_block_number":${Number(at.number)},"block":${JSON.stringify(at)}}`);
  } finally {
    out.end();
  }
}

function rememberHashes(journal: Journal, accounts: Accounts) {
  const storage = accounts[history]?.storage;
  const head = journal.head()?.number ?? 0;
  for (let number = Math.max(0, head - historySlots); storage && number < head; number++) {
    const slot: Hash = `0x${(number % historySlots).toString(16).padStart(64, "0")}`;
    storage[slot] = journal.hashOf(number) ?? slot;
  }
}

type StoredBlock = {
  header: Record<"number" | "timestamp" | "miner" | "gasLimit" | "baseFeePerGas" | "mixHash", Hex>;
};

/** What the EVM had around it in a block. */
function surroundingsOf({ header }: StoredBlock) {
  return {
    number: header.number,
    beneficiary: header.miner,
    timestamp: header.timestamp,
    gas_limit: Number(header.gasLimit),
    basefee: Number(header.baseFeePerGas),
    difficulty: "0x0",
    prevrandao: header.mixHash,
    blob_excess_gas_and_price: { excess_blob_gas: 0, blob_gasprice: 1 },
    slot_num: 0,
  };
}

/** A file written in pieces of a megabyte. */
function openState(file: string) {
  const descriptor = openSync(file, "w", 0o600);
  const piece = Buffer.allocUnsafe(1_000_000);
  let length = 0;
  function flush() {
    writeFileSync(descriptor, piece.subarray(0, length));
    length = 0;
  }
  return {
    write(part: string | Buffer) {
      const bytes = typeof part === "string" ? Buffer.from(part) : part;
      if (length + bytes.length > piece.length) flush();
      if (bytes.length > piece.length) return writeFileSync(descriptor, bytes);
      length += bytes.copy(piece, length);
    },
    end() {
      flush();
      closeSync(descriptor);
    },
  };
}
