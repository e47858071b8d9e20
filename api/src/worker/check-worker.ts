import { sql } from "drizzle-orm";
import { formatEther } from "viem";
import { complaintsOf } from "../adapters/chain/look-at-nodes.ts";
import { answerInTime } from "../answer-in-time.ts";
import { complaintOfLastAudit } from "../auditor/last-audit.ts";
import { readIndexerProgress } from "../db/chain.ts";
import type { Deps } from "../deps.ts";
import { countSmsOfDay } from "../limits/rate-limits.ts";
import type { SignerLoopState } from "../minter/minter.ts";
import type { SpendingLimits } from "../minter/spending.ts";
import { pinsInTrouble } from "../modules/pins/queries.ts";
import { doubtOf } from "../restored/doubt.ts";
import { readQueues } from "./read-queues.ts";
import { registry } from "./registry.ts";
import { reasonOf, reportSigner } from "./report-signer.ts";

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
  spending: SpendingLimits;
  smsDailyLimit: number;
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

export type WorkerReport = Awaited<ReturnType<typeof checkWorker>>;
type Finding = { part: string; reason: string };

/**
 * Whether the signers and the queues of this worker move. `still`: a restart may help. `degraded`: they move, and something
 * outside (the chain, a vendor) or a backlog holds up what they do.
 */
export async function checkWorker(worker: Worker) {
  const { deps, spending, smsDailyLimit, signerLoops, loops } = worker;
  const { db, chain } = deps;
  const states = signerLoops();
  const [
    doubt,
    database,
    { head, nodes },
    views,
    reports,
    balances,
    queueStates,
    lastAudit,
    troubledPins,
    smsOfDay,
  ] = await Promise.all([
    answerInTime(doubtOf(db)),
    answerInTime(db.execute(sql`select 1`)),
    chain.look(),
    answerInTime(readIndexerProgress(db)),
    answerInTime(Promise.all(states.map((state) => reportSigner(db, spending, state)))),
    answerInTime(Promise.all(states.map(({ signer }) => chain.client.getBalance({ address: signer })))),
    answerInTime(readQueues(db, [...new Set(loops().map(({ name }) => name))].sort())),
    answerInTime(complaintOfLastAudit(db)),
    answerInTime(pinsInTrouble(db)),
    answerInTime(countSmsOfDay(db)),
  ]);
  const signers = (reports.ok ? reports.value : []).map((report, at) => ({
    ...report,
    /** What it can pay with; null while the chain is silent. */
    balancePol: balances.ok ? Number(formatEther(balances.value[at] ?? 0n)) : null,
  }));
  const still: Finding[] = [];
  const degraded: Finding[] = [];
  if (!database.ok) still.push({ part: "database", reason: "it does not answer: nothing can move" });
  if (doubt.ok && doubt.value !== null)
    degraded.push({ part: "books", reason: `restored database, reconciling: ${doubt.value}` });
  for (const reason of complaintsOf({ head, nodes })) degraded.push({ part: "chain", reason });

  for (const state of states) {
    const part = state.purpose;
    const silentSec = secondsSince(state.lastTurnAt.getTime());
    // A chain that does not answer holds up a round; a restart would not help.
    if (silentSec > stillAfterSec)
      (head ? still : degraded).push({ part, reason: `its loop last came round ${silentSec} s ago` });
    else if (state.lastError !== null)
      degraded.push({ part, reason: `its last round failed: ${reasonOf(state.lastError)}` });
  }
  for (const { purpose: part, signer, ...report } of signers) {
    if ((report.oldestDueSec ?? 0) > maxDueSec)
      degraded.push({ part, reason: `the oldest has been due for ${report.oldestDueSec} s` });
    else if (report.parked > 0)
      degraded.push({ part, reason: `${report.parked} are parked and wait for a person` });
    if (report.balancePol !== null && report.balancePol < report.transactionLimitPol)
      degraded.push({ part, reason: `${signer} holds ${report.balancePol} POL: send it some` });
  }

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
    chain: {
      block: head && Number(head.number),
      /** By its own time, or by how long it has been seen to stand still, whichever is more. */
      headAgeSec: head?.ageSec ?? null,
      nodes,
      /** The last block in the views that pages are made of. */
      indexedBlock: views.ok ? (views.value?.block ?? null) : null,
    },
    signerLoops: signers,
    queues: queueStates.ok ? queueStates.value : [],
    /** Folders that IPFS lost and no job could put back: a person's work, which holds up nothing here. */
    pinsInTrouble: troubledPins.ok ? troubledPins.value : [],
    /** Text messages of 24 hours; null when it is not known. */
    sms: { ofDay: smsOfDay.ok ? smsOfDay.value : null, dailyLimit: smsDailyLimit },
  };
}

function lastSign({ createdOn, lastFetchedOn, lastJobStartedOn, lastJobEndedOn }: QueueLoop) {
  return Math.max(createdOn, lastFetchedOn ?? 0, lastJobStartedOn ?? 0, lastJobEndedOn ?? 0);
}

function secondsSince(ms: number) {
  return Math.round((Date.now() - ms) / 1_000);
}
