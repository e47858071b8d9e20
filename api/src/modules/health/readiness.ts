import { sql } from "drizzle-orm";
import { complaintsOf } from "../../adapters/chain/look-at-nodes.ts";
import { answerInTime } from "../../answer-in-time.ts";
import { readIndexerProgress } from "../../db/chain.ts";
import type { ApiDeps } from "../../deps.ts";

/** On Polygon about a minute. Pages behind that would show yesterday's owner. */
const maxLagBlocks = 30;
/** A job that waits longer than this has no worker. */
const maxDueSec = 60;

/**
 * Asks every part the API leans on, at once. Ready is whether this process can serve, which takes the database and no
 * more: what else is down would be down for every API at once, and pages that need it say so. The indexer is held
 * against the chain's own head, not its own word.
 */
export async function checkReadiness(deps: ApiDeps) {
  const [database, chain, indexer, jobs] = await Promise.all([
    answerInTime(deps.db.execute(sql`select 1`)),
    deps.chain.look(),
    answerInTime(indexedBlock(deps)),
    answerInTime(oldestDueSec(deps)),
  ]);
  const head = chain.head && Number(chain.head.number);
  const lagBlocks = head !== null && indexer.ok ? Math.max(0, head - indexer.value) : null;
  const checks = {
    database: { ok: database.ok },
    chain: {
      ok: chain.nodes.every(({ trouble }) => trouble === null),
      block: head,
      headAgeSec: chain.head?.ageSec ?? null,
      nodes: chain.nodes.map(({ trouble, ...node }) => ({ ok: trouble === null, ...node })),
    },
    indexer: {
      // How far behind it is nobody knows while the chain is silent.
      ok: indexer.ok && (lagBlocks ?? 0) <= maxLagBlocks,
      block: indexer.ok ? indexer.value : null,
      lagBlocks,
    },
    jobs: { ok: jobs.ok && jobs.value <= maxDueSec, oldestDueSec: jobs.ok ? jobs.value : null },
  };
  const reasons = {
    database: "It does not answer: nothing can be served.",
    chain: complaintsOf(chain),
    indexer: indexer.ok
      ? `It is ${lagBlocks} blocks behind the chain: pages show who held what before.`
      : "It is down or has not run yet: pages show what was known last.",
    jobs: jobs.ok
      ? `The oldest has been due for ${jobs.value} s: no worker takes them.`
      : "The queues cannot be read.",
  };
  const parts = Object.keys(checks) as (keyof typeof checks)[];
  return {
    ready: checks.database.ok,
    degraded: parts
      .filter((part) => !checks[part].ok)
      .flatMap((part) => [reasons[part]].flat().map((reason) => ({ part, reason }))),
    checks,
  };
}

/**
 * The last block in the views that pages are made of. Ponder's own /status runs ahead of them while it starts
 * again. On a quiet chain nobody falls behind, so the process is asked for a sign of life too.
 */
async function indexedBlock({ db, env }: ApiDeps): Promise<number> {
  const alive = await fetch(`${env.INDEXER_URL}/health`, { signal: AbortSignal.timeout(2_000) });
  const progress = await readIndexerProgress(db);
  if (!alive.ok || !progress) throw new Error("the indexer is down or has not run yet");
  return progress.block;
}

/** For how long the most overdue job has been waiting, in seconds; 0 when none is due. */
async function oldestDueSec({ db }: ApiDeps): Promise<number> {
  const { rows } = await db.execute<{ sec: number }>(sql`
    select coalesce(extract(epoch from now() - min(start_after)), 0)::integer as sec
    from jobs.job where state in ('created', 'retry') and start_after <= now()`);
  return rows[0]?.sec ?? 0;
}
