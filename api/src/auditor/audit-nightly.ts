import { BaseError } from "viem";
import { z } from "zod";
import type { WorkerDeps } from "../deps.ts";
import { defineJob } from "../jobs/define-job.ts";
import { auditBooks } from "./audit-books.ts";
import { recordAudit, recordFailedAudit } from "./last-audit.ts";
import { UnreadableError } from "./unreadable.ts";

/** Audits the books each night at 3 in India, and leaves what it found for /health. It changes nothing else. */
export const auditNightly = defineJob({
  name: "audit-books",
  payload: z.object({}),
  cron: "30 21 * * *",
  // A public node may take an hour for the events of years.
  retry: { retryLimit: 2, retryDelay: 600, expireInSeconds: 4 * 3_600 },
  run: audit,
});

async function audit(deps: Pick<WorkerDeps, "db" | "log" | "env" | "chain">) {
  const { db, log, env, chain } = deps;
  const rpcUrl = env.AUDIT_RPC_URL ?? env.RPC_URL[0];
  try {
    const report = await auditBooks({
      ...{ db, rpcUrl, deployment: chain.contracts, limitMin: env.AUDIT_LIMIT_MIN },
    });
    for (const difference of report.differences) log.error(difference, "books and chain differ");
    await recordAudit(deps, report);
    const { block, compared } = report;
    log.info(
      { block, compared, differences: report.differences.length, underWay: report.underWay.length },
      "audited",
    );
  } catch (error) {
    await recordFailedAudit(deps, problemOf(error));
    throw error;
  }
}

/** Short, and without an RPC's address or a row's values. */
function problemOf(error: unknown): string {
  if (error instanceof UnreadableError) return error.message;
  return error instanceof BaseError ? error.shortMessage : "see the log of the job audit-books";
}
