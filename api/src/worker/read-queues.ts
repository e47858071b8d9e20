import { sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";

/** One queue of jobs, over all workers. */
export type QueueState = {
  name: string;
  due: number;
  /** For how long the most overdue job has been waiting, in seconds; null when none is due. */
  oldestDueSec: number | null;
  active: number;
  /** Gave up for good. pg-boss keeps them for two weeks. */
  failed: number;
};

/** Every queue of these names, those without a job too. */
export async function readQueues(db: Db, names: string[]): Promise<QueueState[]> {
  const { rows } = await db.execute<QueueState>(sql`
    select name,
      count(*) filter (where state in ('created', 'retry') and start_after <= now())::integer as "due",
      extract(epoch from now() - min(start_after)
        filter (where state in ('created', 'retry') and start_after <= now()))::integer as "oldestDueSec",
      count(*) filter (where state = 'active')::integer as "active",
      count(*) filter (where state = 'failed')::integer as "failed"
    from jobs.job where state in ('created', 'retry', 'active', 'failed') group by name`);
  const known = new Map(rows.map((row) => [row.name, row]));
  return names.map((name) => known.get(name) ?? { name, due: 0, oldestDueSec: null, active: 0, failed: 0 });
}
