import type { ClientBase } from "pg";
import { hasBuild, liveBuilds } from "./views.ts";

/**
 * Words that are others whenever an indexer that starts has come further: what it has read of the chain, how far its tables go,
 * and which tables and indexes there are. A process that only breathes does not change them.
 */
export async function startedTo(client: ClientBase): Promise<string> {
  const words = [await readBlocks(client)];
  for (const schema of await liveBuilds(client)) {
    const { rows } = await client.query<{ relations: number }>(
      "select count(*)::int as relations from pg_class where relnamespace = to_regnamespace($1)",
      [schema],
    );
    words.push(`${schema} ${rows[0]?.relations}`);
    if (await hasBuild(client, schema)) words.push(...(await checkpoints(client, schema)));
  }
  return words.join(" ");
}

/** Ponder's own table: which blocks it has read, for each of what it looks for. */
async function readBlocks(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('ponder_sync.intervals') is not null as there",
  );
  if (!rows[0]?.there) return "";
  const read = await client.query<{ blocks: string | null }>(
    "select md5(string_agg(fragment_id || blocks::text, ',' order by fragment_id)) as blocks from ponder_sync.intervals",
  );
  return read.rows[0]?.blocks ?? "";
}

async function checkpoints(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ latest: string }>(
    `select latest_checkpoint as latest from ${schema}._ponder_checkpoint`,
  );
  return rows.map(({ latest }) => latest);
}
