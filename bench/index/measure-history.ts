import pg from "pg";
import { startIndexer } from "../../test/harness/start-indexer.ts";
import type { startPostgres } from "../../test/harness/start-postgres.ts";
import { createDatabase } from "./create-database.ts";
import type { fillChain } from "./fill-chain.ts";
import { percentile } from "./percentile.ts";
import { startBare } from "./start-bare.ts";

type History = {
  postgres: Awaited<ReturnType<typeof startPostgres>>;
  filled: Awaited<ReturnType<typeof fillChain>>;
  rounds: number;
};

/**
 * Events a second from the first request to the node until all are written, by Ponder's own clock, the median of the rounds.
 * Each round begins with an empty database.
 */
export async function measureHistory({ postgres, filled, rounds }: History) {
  const world = { rpcUrl: filled.anvil.rpcUrl, deployment: filled.flux.deployment };
  const perSec: Record<"ours" | "bare", number[]> = { ours: [], bare: [] };
  for (let round = 1; round <= rounds; round += 1)
    for (const [name, start] of [["bare", startBare] as const, ["ours", startIndexer] as const]) {
      const databaseUrl = await createDatabase(postgres, `history_${name}_${round}`);
      const app = await start({ ...world, databaseUrl });
      try {
        await app.ready();
        await requireAll(databaseUrl, name === "ours" ? "chain" : "bare", filled);
        perSec[name].push(filled.events / (backfillMs(app.log()) / 1_000));
      } finally {
        await app.stop("SIGKILL");
      }
    }
  return { ours: percentile(perSec.ours, 0.5), bare: percentile(perSec.bare, 0.5) };
}

/** @throws unless there is a row for each move and each ballot. */
async function requireAll(url: string, schema: string, { moves, ballots }: History["filled"]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ moves: number; ballots: number }>(
    `select (select count(*) from ${schema}.transfer)::int as moves, (select count(*) from ${schema}.ballot)::int as ballots`,
  );
  await client.end();
  const [counted] = rows;
  if (counted?.moves !== moves || counted.ballots !== ballots)
    throw new Error(`${schema} has ${JSON.stringify(counted)} of ${moves} moves and ${ballots} ballots`);
}

function backfillMs(log: string): number {
  const line = log.split("\n").find((line) => line.includes("Completed backfill indexing across all chains"));
  const { duration } = JSON.parse(line ?? "{}") as { duration?: number };
  if (!duration) throw new Error(`Ponder did not say how long it took:\n${log}`);
  return duration;
}
