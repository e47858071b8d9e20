import { readGenesisHash } from "@flux/contracts";
import type { Client } from "pg";
import type { PublicClient } from "viem";
import { createFinalized } from "./finalized-block.ts";
import { anyBuild } from "./views.ts";

// Ponder keeps what it read from a chain by the chain's id alone. When a local chain is reset or loses blocks while the
// database stays, it would mix both chains' facts without a word.

/**
 * Whether everything that the database remembers of the chain is still so. It is not when a local chain was reset, and when a
 * reorganisation went deeper than what Ponder takes back.
 * @throws when RPC_URL is of another chain, or behind, and no local one: then the data is right.
 */
export async function isSameChain(client: Client, chain: PublicClient, chainId: number): Promise<boolean> {
  const [genesis] = await query(
    client,
    "indexer.chain",
    "select genesis_hash as hash, 0 as number from indexer.chain",
  );
  const [newest] = await query(
    client,
    "ponder_sync.blocks",
    `select hash, number from ponder_sync.blocks where chain_id = ${chainId} order by number desc limit 1`,
  );
  const [finalized] = await query(
    client,
    "indexer.finalized",
    `select hash, number from indexer.finalized where chain_id = ${chainId}`,
  );
  const head = await chain.getBlockNumber({ cacheTime: 0 });
  const hashOf = async (blockNumber: bigint) => {
    if (blockNumber === 0n) return readGenesisHash(chain);
    return blockNumber <= head ? (await chain.getBlock({ blockNumber })).hash : "missing";
  };
  for (const { hash, number } of [genesis, newest, finalized].filter((block) => block !== undefined)) {
    const found = await hashOf(BigInt(number));
    if (found === hash) continue;
    // The first block is the same, this one has another hash: the chain itself has changed its past.
    if (chainId === 31337 || (Number(number) > 0 && found !== "missing")) return false;
    throw new Error(
      `Block ${number} was ${hash} when it was indexed, and is ${found} at RPC_URL. Is that chain ${chainId}?`,
    );
  }
  return true;
}

export async function rememberChain(client: Client, chain: PublicClient, chainId: number) {
  const hash = await readGenesisHash(chain);
  await client.query("create schema if not exists indexer");
  await client.query(
    "create table if not exists indexer.chain (chain_id bigint primary key, genesis_hash text not null)",
  );
  await createFinalized(client);
  await client.query("insert into indexer.chain values ($1, $2) on conflict do nothing", [chainId, hash]);
}

/** Drops all that was ever read from the chain. The next start reads it anew. */
export async function forgetChain(client: Client) {
  for (const build of await anyBuild(client)) await client.query(`drop schema ${build} cascade`);
  await client.query("drop schema if exists ponder_sync, chain, indexer cascade");
}

async function query(client: Client, table: string, statement: string) {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass($1) is not null as there", [
    table,
  ]);
  if (!rows[0]?.there) return [];
  return (await client.query<{ hash: string; number: string }>(statement)).rows;
}
