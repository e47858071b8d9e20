// Lists the mints that wait for somebody, and lets a person retry or park one. Asks no chain.
//   ./flux mints [--json]
//   ./flux mints retry|park <batch-serial | id> --reason "…"
// Exit code 0: done. 1: refused, and why. 2: not understood, or the database does not answer.
// Its settings: mintsSettings of the API.
import { userInfo } from "node:os";
import { connect } from "@flux/api/db";
import { createLog } from "@flux/api/log";
import { decideMint } from "@flux/api/minter/decide-mint";
import { listWaitingMints } from "@flux/api/minter/list-waiting-mints";
import { mintsSettings, parseEnv } from "@flux/api/settings";
import { readArguments, usage } from "./mints/arguments.ts";
import { mintsAsText } from "./mints/mints-as-text.ts";

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const { db, pool } = connect(parseEnv(mintsSettings).DATABASE_URL, { max: 1 });
  try {
    if (asked.act === "list") {
      const waiting = await listWaitingMints(db);
      console.log(asked.json ? JSON.stringify(waiting, null, 2) : mintsAsText(waiting));
      return 0;
    }
    const log = createLog({ LOG_LEVEL: "silent" });
    const { did, words } = await decideMint({ db, log }, { ...asked, by: userInfo().username });
    console[did ? "log" : "error"](words);
    return did ? 0 : 1;
  } finally {
    await pool.end();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
