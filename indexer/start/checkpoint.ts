import type { ClientBase } from "pg";

/**
 * The block of a build's checkpoint: the `latest` that its tables contain, or the `safe` one below which Ponder takes nothing
 * back. Null before the first. A checkpoint is one string of digits: 10 of the block's time, 16 of the chain id, 16 of the
 * block's number, more.
 */
export async function blockOf(
  client: ClientBase,
  schema: string,
  checkpoint: "latest" | "safe",
): Promise<bigint | null> {
  const { rows } = await client.query<{ block: string }>(
    `select substring(${checkpoint}_checkpoint from 27 for 16) as block from ${schema}._ponder_checkpoint`,
  );
  return rows[0] ? BigInt(rows[0].block) : null;
}
