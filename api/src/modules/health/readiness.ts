import { sql } from "drizzle-orm";
import { readIndexerProgress } from "../../db/chain.ts";
import type { Deps } from "../../deps.ts";

/** A part that does not answer within this is counted as down. */
const patienceMs = 2_000;
/** On Polygon about a minute. Pages behind that would show yesterday's owner. */
const maxLagBlocks = 30;
/** A job that waits longer than this has no worker. */
const maxDueSec = 60;

/** Asks every part the API leans on, at once. The indexer is held against the chain's own head, not its own word. */
export async function checkReadiness(deps: Deps) {
  const [database, chain, indexer, jobs] = await Promise.all([
    answer(deps.db.execute(sql`select 1`)),
    answer(deps.chain.client.getBlockNumber()),
    answer(indexedBlock(deps)),
    answer(oldestDueSec(deps)),
  ]);
  const lagBlocks = chain.ok && indexer.ok ? Math.max(0, Number(chain.value) - indexer.value) : null;
  const checks = {
    database: { ok: database.ok },
    chain: { ok: chain.ok, block: chain.ok ? Number(chain.value) : null },
    indexer: {
      ok: lagBlocks !== null && lagBlocks <= maxLagBlocks,
      block: indexer.ok ? indexer.value : null,
      lagBlocks,
    },
    jobs: { ok: jobs.ok && jobs.value <= maxDueSec, oldestDueSec: jobs.ok ? jobs.value : null },
  };
  return { ready: Object.values(checks).every((check) => check.ok), checks };
}

type Answer<T> = { ok: true; value: T } | { ok: false };

async function answer<T>(question: Promise<T>): Promise<Answer<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer<T>>((resolve) => {
    timer = setTimeout(resolve, patienceMs, { ok: false });
  });
  const said = question.then(
    (value) => ({ ok: true, value }) as const,
    () => ({ ok: false }) as const,
  );
  return Promise.race([said, late]).finally(() => clearTimeout(timer));
}

/**
 * The last block in the views that pages are made of. Ponder's own /status runs ahead of them while it starts
 * again. On a quiet chain nobody falls behind, so the process is asked for a sign of life too.
 */
async function indexedBlock({ db, env }: Deps): Promise<number> {
  const alive = await fetch(`${env.INDEXER_URL}/health`, { signal: AbortSignal.timeout(patienceMs) });
  const progress = await readIndexerProgress(db);
  if (!alive.ok || !progress) throw new Error("the indexer is down or has not run yet");
  return progress.block;
}

/** For how long the most overdue job has been waiting, in seconds; 0 when none is due. */
async function oldestDueSec({ db }: Deps): Promise<number> {
  const { rows } = await db.execute<{ sec: number }>(sql`
    select coalesce(extract(epoch from now() - min(start_after)), 0)::integer as sec
    from jobs.job where state in ('created', 'retry') and start_after <= now()`);
  return rows[0]?.sec ?? 0;
}
