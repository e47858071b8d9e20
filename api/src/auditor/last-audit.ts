import { desc, eq } from "drizzle-orm";
import { audit } from "../audit/tables.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { Db } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import type { AuditReport } from "./audit-books.ts";

/** Keeps what an audit found, in the trail that nobody can change: the worker's /health tells the newest. */
export async function recordAudit(
  deps: Pick<Deps, "db" | "log">,
  { block, differences, underWay }: Pick<AuditReport, "block" | "differences" | "underWay">,
) {
  await writeRow(deps, {
    ...{ block: block.number, differences: differences.length, underWay: underWay.length },
    first: differences[0]?.sentence ?? null,
  });
}

/** Keeps that an audit could not be made. `problem` holds no secret: an RPC's address may be one. */
export async function recordFailedAudit(deps: Pick<Deps, "db" | "log">, problem: string) {
  await writeRow(deps, { problem });
}

type Row =
  | { block: number; differences: number; underWay: number; first: string | null }
  | { problem: string };

async function writeRow({ db, log }: Pick<Deps, "db" | "log">, details: Row) {
  await db.transaction((tx) =>
    writeAudit(tx, { log }, { actor: "system", act: "books_audited", subject: "books", details }),
  );
}

/** Nights come every day: two without an audit are one too many. */
const maxAgeHours = 50;

/** What somebody has to look at after the newest audit. Null when it was clean, or there never was one. */
export async function complaintOfLastAudit(db: Db): Promise<string | null> {
  const [last] = await db
    .select({ at: audit.at, details: audit.details })
    .from(audit)
    .where(eq(audit.subject, "books"))
    .orderBy(desc(audit.id))
    .limit(1);
  if (!last) return null;
  const { differences, block, problem } = last.details;
  if (problem) return `the last one could not be made: ${problem}`;
  if (differences)
    return `${differences} differences between books and chain at block ${block}: ./flux audit names them, docs/runbooks/the-audit-found-a-difference.md says what to do`;
  const ageHours = Math.floor((Date.now() - last.at.getTime()) / 3_600_000);
  return ageHours > maxAgeHours ? `the last one is ${ageHours} h old: see the job audit-books` : null;
}
