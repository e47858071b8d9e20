// Pays back what was paid for pieces that are not minted: docs/runbooks/money-back-by-hand.md.
//   ./flux refund <order number> [--item <batch-serial>] --reason "…"
// Exit code 0: the money is on its way. 1: refused, and why. 2: not understood, or books or chain do not answer.
// Its settings: refundSettings of the API.
import { userInfo } from "node:os";
import { connectChain } from "@flux/api/chain";
import { connect } from "@flux/api/db";
import { connectJobs } from "@flux/api/jobs";
import { createLog } from "@flux/api/log";
import { refundByHand } from "@flux/api/orders/refund-by-hand";
import { parseEnv, refundSettings } from "@flux/api/settings";
import { BaseError } from "viem";
import { readArguments, usage } from "./refund/arguments.ts";

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const env = parseEnv(refundSettings);
  const { db, pool } = connect(env.DATABASE_URL, { max: 1 });
  const log = createLog({ LOG_LEVEL: "silent" });
  const jobs = await connectJobs(env.DATABASE_URL, () => {});
  try {
    const deps = { db, log, jobs, chain: connectChain(env), env };
    const { did, words } = await refundByHand(deps, { ...asked, by: userInfo().username });
    console[did ? "log" : "error"](words);
    return did ? 0 : 1;
  } finally {
    await jobs.close();
    await pool.end();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  // viem's whole message has the node's address, and with it often a key.
  console.error(
    error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : error,
  );
  return 2;
});
