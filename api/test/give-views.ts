import { sql } from "drizzle-orm";
import type { Db } from "../src/db/client.ts";

/** Views as the indexer leaves them, empty, for tests that need who holds how many and no chain. */
export async function giveViews(db: Db) {
  await db.execute(sql`create schema if not exists chain`);
  await db.execute(sql`create table chain._ponder_checkpoint (latest_checkpoint text)`);
  await db.execute(sql`insert into chain._ponder_checkpoint values
    (lpad(extract(epoch from now())::bigint::text, 10, '0') || lpad('31337', 16, '0') || lpad('1', 16, '0') || repeat('0', 33))`);
  await db.execute(sql`create table chain.token (token_id numeric(78), owner text, tag_hash text, moves int, mint_hash text,
    minted_block bigint, minted_at_sec bigint)`);
  await db.execute(sql`create table chain.holder (address text primary key, garments int)`);
  return {
    async hold(address: string, garments: number) {
      await db.execute(sql`insert into chain.holder values (${address.toLowerCase()}, ${garments})
        on conflict (address) do update set garments = excluded.garments`);
    },
  };
}
