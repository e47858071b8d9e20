// The embedded chain and its keeper: runs anvil, and has every block on disk as soon as it is mined.
//   node scripts/flux/chain/keep-chain.ts <folder> <port> <chain id>
// docs/decisions/embedded-chain.md says why. `folder` holds `journal`, which is all that is needed, and `ready` while the
// chain can be used. It ends when anvil does, and anvil when it does, by whatever: who started it starts it again.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readyFile } from "../chain.ts";
import { beginJournal } from "./begin-journal.ts";
import { openJournal } from "./journal.ts";
import { keepJournal } from "./keep-journal.ts";
import { createRecorder } from "./record-chain.ts";
import { setClock } from "./set-clock.ts";
import { startAnvil } from "./start-anvil.ts";
import { writeState } from "./write-state.ts";

/** anvil's methods that change accounts without a block, by the names that it says as it begins them. */
const cheats =
  /^(anvil_(set(Balance|Code|Nonce|StorageAt|ERC20Allowance)|addBalance|dealERC20|loadState)|evm_revert)$/;

const [folder = "", port = "", chainId = ""] = process.argv.slice(2);
const journalFile = join(folder, "journal");
const stateFile = join(folder, "state.json");
rmSync(readyFile(folder), { force: true });
mkdirSync(folder, { recursive: true });

const former = { state: `${folder}.json`, copy: `${folder}.json.good`, genesis: `${folder}-genesis` };
if (!existsSync(journalFile)) await beginJournal(journalFile, { chainId: Number(chainId), former });
const journal = openJournal(journalFile);
if (journal.aside) console.log(`The journal's end was not whole: it is in ${journal.aside} now.`);
writeState(journal, stateFile);

let keeping: ReturnType<typeof keepJournal> | null = null;
const anvil = await startAnvil({
  ...{ port: Number(port), chainId: Number(chainId), stateFile },
  onAsked: (method) => cheats.test(method) && keeping?.settleSoon(),
  onBlock: () => keeping?.look(),
});
keeping = keepJournal(createRecorder(journal, anvil), fail);
rmSync(stateFile);

const { hash, timestamp } = await anvil.ask<{ hash: string; timestamp: string }>(
  "eth_getBlockByNumber",
  "latest",
  false,
);
if (hash !== journal.head()?.hash)
  throw new Error(`anvil took the chain up at ${hash}, not at its last block`);
for (const file of Object.values(former)) rmSync(file, { force: true });
await setClock(anvil.ask, Number(timestamp));

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
void anvil.ended.then(() => fail(new Error("anvil ended")));
writeFileSync(readyFile(folder), "");

async function stop() {
  if (stopping) return;
  stopping = true;
  rmSync(readyFile(folder), { force: true });
  await keeping?.finish();
  await anvil.stop();
  process.exit(0);
}

function fail(error: unknown) {
  if (stopping) return;
  console.error(error);
  process.exit(1);
}
