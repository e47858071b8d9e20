import type { Hash, Hex } from "viem";
import type { Ask } from "./ask-anvil.ts";
import { dumpAccounts } from "./dump-accounts.ts";
import type { Journal } from "./journal.ts";
import { recordBlock } from "./record-block.ts";
import type { Anvil } from "./start-anvil.ts";

/** Blocks read at once: each is three questions. */
const atOnce = 16;

type Header = { number: Hex; hash: Hash };

/** Keeps a journal at the head of a running chain. */
export function createRecorder(journal: Journal, { ask, rpcUrl }: Pick<Anvil, "ask" | "rpcUrl">) {
  const last = () => journal.head()?.number ?? -1;
  const hashAt = async (number: number) =>
    (await ask<Header | null>("eth_getBlockByNumber", `0x${number.toString(16)}`, false))?.hash ?? null;
  async function newest() {
    const { number, hash } = await ask<Header>("eth_getBlockByNumber", "latest", false);
    return { number: Number(number), hash };
  }

  /**
   * Brings the journal to the head of the chain. Returns whether all accounts have to be written: the chain went back, or mined
   * faster than its changes could be read.
   */
  async function record(): Promise<boolean> {
    let wentBack = false;
    for (let head = await newest(); head.hash !== journal.head()?.hash; head = await newest()) {
      wentBack = (await goBack(head.number)) || wentBack;
      const entries = await readBlocks(Math.min(head.number, last() + atOnce));
      const unknown = entries.findIndex(({ text }) => text.endsWith("\n"));
      journal.append(unknown < 0 ? entries : entries.slice(0, unknown));
      if (unknown >= 0) return true;
    }
    return wentBack;
  }

  /** Brings the journal to the head, and writes the accounts as they are there. The chain stands still meanwhile. */
  async function recordAccounts() {
    const goOn = await standStill(ask);
    try {
      for (;;) {
        const head = await newest();
        await goBack(head.number);
        const blocks = await readBlocks(head.number);
        const text = await dumpAccounts(rpcUrl);
        if ((await newest()).hash !== head.hash || (blocks.at(-1) ?? journal.head())?.hash !== head.hash)
          continue;
        return journal.append([...blocks, { kind: "accounts", ...head, text }]);
      }
    } finally {
      await goOn();
    }
  }

  /** Forgets the blocks that the chain does not have any more. */
  async function goBack(head: number): Promise<boolean> {
    let common = Math.min(last(), head);
    while (common >= 0 && (await hashAt(common)) !== journal.hashOf(common)) common--;
    if (common === last()) return false;
    if (common < 0) throw new Error("anvil began another chain: this one is put back in its place");
    journal.truncate(common);
    return true;
  }

  /** The blocks behind the journal's last one, up to `to` or to where the chain was replaced meanwhile. */
  async function readBlocks(to: number) {
    const blocks = [];
    let parent = journal.head()?.hash;
    for (let next = last() + 1; next <= to; next += atOnce) {
      const numbers = Array.from({ length: Math.min(atOnce, to - next + 1) }, (_, index) => next + index);
      for (const block of await Promise.all(numbers.map((number) => recordBlock(ask, number)))) {
        if (!block || (parent && block.parentHash !== parent)) return blocks;
        blocks.push(block);
        parent = block.hash;
      }
    }
    return blocks;
  }

  return { record, recordAccounts };
}

/** Stops the mining of what is sent. Returns what lets it go on, beginning with what was sent meanwhile. */
async function standStill(ask: Ask) {
  if (!(await ask<boolean>("anvil_getAutomine"))) return async () => {};
  await ask("evm_setAutomine", false);
  return async () => {
    await ask("evm_setAutomine", true);
    const { pending } = await ask<{ pending: Hex }>("txpool_status");
    if (pending !== "0x0") await ask("evm_mine");
  };
}
