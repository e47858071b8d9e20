import { z } from "@hono/zod-openapi";
import type { IndexerProgress } from "../db/chain.ts";
import type { Tx } from "../db/client.ts";
import { inViews } from "../db/in-views.ts";
import type { Deps } from "../deps.ts";
import { httpErrors } from "../errors.ts";

/** More than this behind the chain is yesterday's owner. */
const lateSec = 60;

/** Which moment of the chain an answer is of. */
export const asOfSchema = z
  .object({
    block: z.int(),
    at: z.iso.datetime(),
    late: z.boolean().openapi({
      description: "The chain is more than a minute further, or nobody can say how far it is.",
    }),
  })
  .openapi("AsOf", { description: "All of it is as it was at this block of the chain." });

/** Names the moment of what was read, and says whether the chain is much further by now. */
export async function toAsOf(
  { chain }: Pick<Deps, "chain">,
  { block, blockAtSec }: IndexerProgress,
): Promise<z.infer<typeof asOfSchema>> {
  const newest = await chain.newestBlock();
  const late = newest === null || newest.atSec - blockAtSec > lateSec;
  return { block, at: new Date(blockAtSec * 1000).toISOString(), late };
}

/**
 * What `read` finds in one snapshot of the indexer's views, and of which moment that is. Throws `unavailable` while the
 * views are not there.
 */
export async function inOneMoment<T extends object>(
  deps: Pick<Deps, "db" | "chain">,
  read: (tx: Tx, progress: IndexerProgress) => Promise<T>,
) {
  const seen = await inViews(deps.db, async (tx, progress) => ({
    found: await read(tx, progress),
    progress,
  }));
  if (!seen) throw httpErrors.unavailable({ retryAfterSec: 2 });
  return { ...seen.found, asOf: await toAsOf(deps, seen.progress) };
}
