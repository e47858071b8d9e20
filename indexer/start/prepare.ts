import type pg from "pg";
import { createPublicClient, fallback, http } from "viem";
import { inDatabase, inTransaction } from "./in-database.ts";
import { forgetChain, isSameChain, rememberChain } from "./known-chain.ts";
import { freezeViews, hasBuild } from "./views.ts";

export type IndexerOptions = { databaseUrl: string; rpcUrls: string[]; chainId: number; schema: string };

/**
 * Makes the database ready for a start of the indexer, however it ended before. Needed before every start.
 * @throws if another indexer is at work on this database.
 */
export async function prepareIndexer({ databaseUrl, rpcUrls, chainId, schema }: IndexerOptions) {
  await inDatabase(databaseUrl, async (client) => {
    await refuseSecondIndexer(client);
    const chain = createPublicClient({ transport: fallback(rpcUrls.map((url) => http(url))) });
    const sameChain = await isSameChain(client, chain, chainId);
    await inTransaction(client, async () => {
      if (!sameChain) await forgetChain(client);
      await rememberChain(client, chain, chainId);
      if (!(await hasBuild(client, schema))) return;
      await freezeViews(client, schema);
      // Ponder stops without giving back its lock, and would wait up to 25 s for it. Ready it is when it says so again.
      await client.query(
        `update ${schema}._ponder_meta set value = value || '{"is_locked": 0, "is_ready": 0}'::jsonb`,
      );
      // It rolls its tables back to the finalized block and goes on naming the old head in /status meanwhile.
      await client.query(`update ${schema}._ponder_checkpoint set latest_checkpoint = safe_checkpoint`);
    });
  });
}

/** Ponder's connections carry its schema's name. One that was just killed takes a moment to vanish. */
async function refuseSecondIndexer(client: pg.Client) {
  const deadline = Date.now() + 3_000;
  for (;;) {
    const { rows } = await client.query<{ name: string; port: number }>(
      `select application_name as name, client_port as port from pg_stat_activity
       where datname = current_database() and (application_name = 'ponder_sync' or application_name ~ '^indexer_[0-9a-f]{10}_')`,
    );
    const [other] = rows;
    if (!other) return;
    if (Date.now() > deadline)
      throw new Error(
        `Another indexer is at work on this database (${other.name}, from port ${other.port}). Stop it first.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
