// Makes restored books say what the chain says, and lets the minter go on: docs/runbooks/after-a-restore.md.
//   ./flux reconcile [--dry-run] [--json]
// Exit code 0: done, and nothing is left for a person. 1: done, and something is. 2: it could not be done.
// Its settings: reconcileSettings of the API.
import { connectChain } from "@flux/api/chain";
import { connect } from "@flux/api/db";
import { connectJobs } from "@flux/api/jobs";
import { createLog } from "@flux/api/log";
import { needsAPerson, reconcileBooks } from "@flux/api/reconciler/reconcile-books";
import { parseEnv, reconcileSettings } from "@flux/api/settings";
import { BaseError } from "viem";
import { showProgress } from "./audit/show-progress.ts";
import { readArguments, usage } from "./reconcile/arguments.ts";
import { reportAsText } from "./reconcile/report-as-text.ts";

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const env = parseEnv(reconcileSettings);
  const { db, pool } = connect(env.DATABASE_URL, { max: 2 });
  // What it says it prints.
  const log = createLog({ LOG_LEVEL: "silent" });
  const jobs = await connectJobs(env.DATABASE_URL, () => {});
  try {
    const progress = showProgress();
    const report = await reconcileBooks(
      { db, log, jobs, chain: connectChain(env), env },
      { asked: "a person asked for it", dryRun: asked.dryRun, onProgress: progress.show },
    );
    progress.end();
    if (!report) {
      console.error("Another process is reconciling these books now. Ask again when it is done.");
      return 2;
    }
    console.log(asked.json ? JSON.stringify(report, null, 2) : reportAsText(report, asked));
    return needsAPerson(report) ? 1 : 0;
  } finally {
    await jobs.close();
    await pool.end();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  // viem's whole message has the node's address, and with it often a key.
  const reason =
    error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : error;
  console.error(`The books could not be reconciled, and the minter waits: ${reason}`);
  return 2;
});
