import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { freePort } from "../ports.ts";
import { openJournal } from "./journal.ts";
import { createRecorder } from "./record-chain.ts";
import { type Anvil, startAnvil } from "./start-anvil.ts";

/** Where FLUX kept the chain before it had a journal: anvil's own state file, a whole copy of it, and the time of block 0. */
type Former = { state: string; copy: string; genesis: string };

/**
 * Writes the journal's first entries, from a new chain or from the state file of an earlier FLUX, on a port that nobody knows.
 * The journal is there as a whole or not at all, and the former files are left as they are.
 * @throws when there is a former chain and anvil reads neither of its files
 */
export async function beginJournal(file: string, { chainId, former }: { chainId: number; former: Former }) {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  const anvil = await startFormer(chainId, former);
  try {
    const journal = openJournal(draft);
    await createRecorder(journal, anvil).recordAccounts();
    journal.close();
  } finally {
    await anvil.stop();
  }
  renameSync(draft, file);
}

async function startFormer(chainId: number, { state, copy, genesis }: Former): Promise<Anvil> {
  const genesisSec = existsSync(genesis) ? Number(readFileSync(genesis, "utf8")) : undefined;
  const start = async (stateFile?: string) =>
    startAnvil({
      port: await freePort(),
      chainId,
      ...(stateFile && { stateFile }),
      ...(genesisSec && { genesisSec }),
    });
  const files = [state, copy].filter(existsSync);
  if (files.length === 0) return start();
  const reasons: unknown[] = [];
  for (const stateFile of files) {
    try {
      return await start(stateFile);
    } catch (error) {
      reasons.push(error);
    }
  }
  throw new AggregateError(
    reasons,
    `The chain of an earlier FLUX cannot be read: ${files.join(", ")}. Nothing was changed. Put a whole copy in its place, or begin anew: ./flux reset`,
  );
}
