import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { BaseError } from "viem";
import { answerInTime } from "../answer-in-time.ts";
import { complaintOfLastAudit } from "../auditor/last-audit.ts";
import type { Deps } from "../deps.ts";
import type { SignerLoopState } from "../minter/minter.ts";
import { readLeaseHolder, readSignerQueue } from "../minter/read-signer-queue.ts";
import { pinsInTrouble } from "../modules/pins/queries.ts";
import { doubtOf } from "../restored/doubt.ts";
import { readQueues } from "./read-queues.ts";
import { registry } from "./registry.ts";

/** What pg-boss says of one queue's loop in this process. Unix milliseconds. */
type QueueLoop = {
  name: string;
  /** Jobs in hand. */
  count: number;
  createdOn: number;
  lastFetchedOn: number | null;
  lastJobStartedOn: number | null;
  lastJobEndedOn: number | null;
};

export type Worker = {
  deps: Pick<Deps, "db" | "chain">;
  signerLoops(): SignerLoopState[];
  loops(): QueueLoop[];
};

/** A loop comes round every two seconds. A round of the minter asks the chain many times, 16 s each at worst. */
const stillAfterSec = 60;
/** A vendor that hangs lets go of a job long before; a job that may take longer says so. */
const stillInHandAfterSec = (name: string) =>
  Math.max(300, registry.find((job) => job.name === name)?.retry?.expireInSeconds ?? 0);
/** What waits longer has nobody who does it. */
const maxDueSec = 60;

type Finding = { part: string; reason: string };

/**
 * Whether the signers and the queues of this worker move. `still`: a restart may help. `degraded`: they move, and something
 * outside (the chain, a vendor) or a backlog holds up what they do.
 */
export async function checkWorker({ deps: { db, chain }, signerLoops, loops }: Worker) {
  const states = signerLoops();
  const [doubt, database, head, signerReports, queueStates, lastAudit, troubledPins] = await Promise.all([
    answerInTime(doubtOf(db)),
    answerInTime(db.execute(sql`select 1`)),
    answerInTime(chain.client.getBlockNumber()),
    answerInTime(Promise.all(states.map((state) => reportSigner(db, state)))),
    answerInTime(readQueues(db, [...new Set(loops().map(({ name }) => name))].sort())),
    answerInTime(complaintOfLastAudit(db)),
    answerInTime(pinsInTrouble(db)),
  ]);
  const still: Finding[] = [];
  const degraded: Finding[] = [];
  if (!database.ok) still.push({ part: "database", reason: "it does not answer: nothing can move" });
  if (doubt.ok && doubt.value !== null)
    degraded.push({ part: "books", reason: `restored database, reconciling: ${doubt.value}` });
  if (!head.ok) degraded.push({ part: "chain", reason: "RPC_URL does not answer: mints and relays wait" });

  for (const state of states) {
    const part = state.purpose;
    const silentSec = secondsSince(state.lastTurnAt.getTime());
    // A chain that does not answer holds up a round; a restart would not help.
    if (silentSec > stillAfterSec)
      (head.ok ? still : degraded).push({ part, reason: `its loop last came round ${silentSec} s ago` });
    else if (state.lastError !== null)
      degraded.push({ part, reason: `its last round failed: ${reasonOf(state.lastError)}` });
  }
  for (const report of signerReports.ok ? signerReports.value : [])
    if ((report.oldestDueSec ?? 0) > maxDueSec)
      degraded.push({ part: report.purpose, reason: `the oldest has been due for ${report.oldestDueSec} s` });
    else if (report.parked > 0)
      degraded.push({ part: report.purpose, reason: `${report.parked} are parked and wait for a person` });

  for (const loop of loops()) {
    const silentSec = secondsSince(lastSign(loop));
    if (silentSec > (loop.count > 0 ? stillInHandAfterSec(loop.name) : stillAfterSec))
      still.push({ part: loop.name, reason: `its queue was last looked at ${silentSec} s ago` });
  }
  for (const { name, oldestDueSec } of queueStates.ok ? queueStates.value : [])
    if ((oldestDueSec ?? 0) > maxDueSec)
      degraded.push({ part: name, reason: `its oldest job has been due for ${oldestDueSec} s` });
  if (lastAudit.ok && lastAudit.value) degraded.push({ part: "audit", reason: lastAudit.value });

  return {
    moving: still.length === 0,
    /** Every loop has come round at least once. */
    ready: still.length === 0 && states.every(({ lastRoundAt }) => lastRoundAt !== null),
    still,
    degraded,
    signerLoops: signerReports.ok ? signerReports.value : [],
    queues: queueStates.ok ? queueStates.value : [],
    /** Folders that IPFS lost and no job could put back: a person's work, which holds up nothing here. */
    pinsInTrouble: troubledPins.ok ? troubledPins.value : [],
  };
}

/** GET /health: 503 when the worker stands still. GET /ready: also until every signer loop has come round once. */
export function createHealth(worker: Worker) {
  return new Hono()
    .get("/health", async (c) => {
      const report = await checkWorker(worker);
      return c.json(report, report.moving ? 200 : 503);
    })
    .get("/ready", async (c) => {
      const report = await checkWorker(worker);
      return c.json(report, report.ready ? 200 : 503);
    });
}

async function reportSigner(
  db: Deps["db"],
  { purpose, signer, holder, lastRoundAt, lastError }: SignerLoopState,
) {
  const [queue, leaseHolder] = await Promise.all([readSignerQueue(db, purpose), readLeaseHolder(db, signer)]);
  return {
    purpose,
    signer,
    lastRoundAt,
    lease: leaseHolder === holder ? "held here" : leaseHolder ? `held by ${leaseHolder}` : "held by nobody",
    lastError: lastError === null ? null : reasonOf(lastError),
    ...queue,
  };
}

function lastSign({ createdOn, lastFetchedOn, lastJobStartedOn, lastJobEndedOn }: QueueLoop) {
  return Math.max(createdOn, lastFetchedOn ?? 0, lastJobStartedOn ?? 0, lastJobEndedOn ?? 0);
}

function secondsSince(ms: number) {
  return Math.round((Date.now() - ms) / 1_000);
}

/** Short, and without the address of the RPC or a query's values: both may be secret. */
function reasonOf(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? ` ${cause.code}` : "";
  return `${error instanceof Error ? error.name : "Error"}${code}`;
}
