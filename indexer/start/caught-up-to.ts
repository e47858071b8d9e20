import type { ClientBase } from "pg";
import { blockOf } from "./checkpoint.ts";
import { inDatabase } from "./in-database.ts";
import { hasBuild } from "./views.ts";

/**
 * The last block that a build's tables contain, once it follows the chain's head; null while it still reads the past.
 * (Then, too, its tables are whole up to some block, but the chain's newest 30 are not among them.)
 */
export async function caughtUpTo(client: ClientBase, schema: string): Promise<bigint | null> {
  if (!(await hasBuild(client, schema))) return null;
  const { rows } = await client.query<{ ready: boolean }>(
    `select (value->>'is_ready')::int = 1 as ready from ${schema}._ponder_meta`,
  );
  return rows[0]?.ready ? blockOf(client, schema, "latest") : null;
}

/** Whether what everybody reads, the views of the schema `chain`, contains this block. */
export async function indexedTo(databaseUrl: string, block: bigint): Promise<boolean> {
  const shown = await inDatabase(databaseUrl, shownBlock);
  return shown !== null && shown >= block;
}

/** The last block that the views contain; null while there are none. */
export async function shownBlock(client: ClientBase): Promise<bigint | null> {
  return (await hasBuild(client, "chain")) ? blockOf(client, "chain", "latest") : null;
}
