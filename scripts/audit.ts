// Holds the books against the chain, from outside: reads both, and changes neither.
//   ./flux audit [--rpc <url>] [--limit <minutes>] [--json] [--record]
//   ./flux audit except <batch-serial> --reason "…" [--withdraw]
// Exit code 0: they agree. 1: they differ, each difference is named. 2: they could not be read.
// Its settings: auditSettings of the API.
import { auditBooks } from "@flux/api/auditor/audit-books";
import { recordAudit } from "@flux/api/auditor/last-audit";
import { BaseError } from "viem";
import { readArguments, usage } from "./audit/arguments.ts";
import { except } from "./audit/except.ts";
import { openAudit } from "./audit/open-audit.ts";
import { reportAsText } from "./audit/report-as-text.ts";
import { showProgress } from "./audit/show-progress.ts";

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const { db, log, env, deployment, close } = openAudit();
  try {
    const rpcUrl = asked.rpc ?? env.RPC_URL[0];
    if (asked.act === "except") return await except({ db, log, rpcUrl, deployment }, asked);
    const limitMin = asked.limitMin ?? env.AUDIT_LIMIT_MIN;
    const progress = showProgress();
    const report = await auditBooks({ db, rpcUrl, deployment, limitMin, onProgress: progress.show });
    progress.end();
    if (asked.record) await recordAudit({ db, log }, report);
    console.log(asked.json ? JSON.stringify(report, null, 2) : reportAsText(report));
    return report.ok ? 0 : 1;
  } finally {
    await close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  // viem's whole message has the node's address, and with it often a key.
  const reason =
    error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : error;
  console.error(`Books and chain could not be read: ${reason}`);
  return 2;
});
