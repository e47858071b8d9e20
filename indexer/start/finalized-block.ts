import type { ClientBase } from "pg";
import type { PublicClient } from "viem";
import { blockOf } from "./checkpoint.ts";
import { hasBuild } from "./views.ts";

// Ponder takes back what a reorganisation takes back, down to the block that it calls final. Below, its tables stay as
// they are: it knows no hashes of its past. So we keep one.

type Build = { schema: string; chainId: number };

/**
 * Keeps the hash of the newest block that Ponder will not take back, and says whether that block is still in the chain.
 * Asked for every second while the indexer runs; the next start asks the same of what was kept (known-chain.ts).
 */
export async function finalizedStands(
  client: ClientBase,
  chain: PublicClient,
  { schema, chainId }: Build,
): Promise<boolean> {
  const number = (await hasBuild(client, schema)) ? await blockOf(client, schema, "safe") : null;
  if (number === null || number === 0n) return true;
  const { hash } = await chain.getBlock({ blockNumber: number });
  const { rows } = await client.query<{ number: string; hash: string }>(
    `insert into indexer.finalized as kept values ($1, $2, $3)
     on conflict (chain_id) do update set number = $2, hash = $3 where kept.number < $2
     returning number, hash`,
    [chainId, String(number), hash],
  );
  if (rows.length > 0) return true;
  const [kept] = await keptFinalized(client, chainId);
  return kept === undefined || BigInt(kept.number) !== number || kept.hash === hash;
}

export async function createFinalized(client: ClientBase) {
  await client.query(
    "create table if not exists indexer.finalized (chain_id bigint primary key, number bigint not null, hash text not null)",
  );
}

async function keptFinalized(client: ClientBase, chainId: number) {
  const statement = "select number, hash from indexer.finalized where chain_id = $1";
  return (await client.query<{ number: string; hash: string }>(statement, [chainId])).rows;
}
