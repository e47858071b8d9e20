import { eq } from "drizzle-orm";
import { getViewConfig, type PgColumn } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChain } from "../../../test/harness/chain.ts";
import { createDatabase } from "../../../test/harness/database.ts";
import { asha, deployFlux } from "../../../test/harness/flux-on-chain.ts";
import { startIndexer } from "../../../test/harness/start-indexer.ts";
import { untilViewsContain } from "../../../test/harness/until-views-contain.ts";
import { ballot, batch, design, holder, readIndexerProgress, tag, token, transfer } from "./chain.ts";
import { connect } from "./client.ts";

const [database, chain] = await Promise.all([createDatabase(), startChain()]);
const { db, pool } = connect(database.url);
const flux = await deployFlux(chain.rpcUrl);
await flux.openBatch(1);
const { blockNumber: mintedAt } = await flux.mint(1, 1, asha.address);
const stop: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  expect(await readIndexerProgress(db)).toBeNull();
  const indexer = await startIndexer({
    databaseUrl: database.url,
    rpcUrl: chain.rpcUrl,
    deployment: flux.deployment,
  });
  stop.push(indexer.stop);
  await indexer.ready();
  await untilViewsContain(db, mintedAt);
});

afterAll(async () => {
  for (const each of stop) await each();
  await pool.end();
  await Promise.all([chain.close(), database.drop()]);
});

test("the declared views are the indexer's: the same columns, types and nulls, in both directions", async () => {
  const declared = [ballot, batch, design, holder, tag, token, transfer].flatMap((view) => {
    const { name, selectedFields } = getViewConfig(view);
    return Object.values(selectedFields as Record<string, PgColumn>).map((column) => ({
      column: `${name}.${column.name}`,
      type: column.getSQLType(),
      required: column.notNull,
    }));
  });
  const { rows } = await pool.query<{ column: string; type: string; required: boolean }>(
    `select c.table_name || '.' || c.column_name as column,
       c.data_type || case c.data_type when 'numeric' then format('(%s,%s)', c.numeric_precision, c.numeric_scale) else '' end as type,
       t.is_nullable = 'NO' as required
     from information_schema.columns c
     join information_schema.view_table_usage u on (u.view_schema, u.view_name) = (c.table_schema, c.table_name)
     join information_schema.columns t
       on (t.table_schema, t.table_name, t.column_name) = (u.table_schema, u.table_name, c.column_name)
     where c.table_schema = 'chain' and c.table_name !~ '^_'`,
  );
  const sorted = (columns: typeof rows) => columns.sort((a, b) => (a.column < b.column ? -1 : 1));
  expect(sorted(declared)).toEqual(sorted(rows));
});

test("an owner is found by an address in any case, and ids come back as bigints", async () => {
  const rows = await db.select().from(token).where(eq(token.owner, asha.address));
  expect(rows).toMatchObject([{ tokenId: 1_000_001n, batchId: 1, owner: asha.address.toLowerCase() }]);
  expect(await db.select().from(token).where(eq(token.tokenId, 1_000_001n))).toEqual(rows);
});

test("progress is the last block the views contain, with its time", async () => {
  const { blockNumber } = await flux.mint(1, 2, asha.address);
  const { timestamp } = await flux.chain.getBlock({ blockNumber });
  await untilViewsContain(db, blockNumber);
  expect(await readIndexerProgress(db)).toEqual({
    block: Number(blockNumber),
    blockAtSec: Number(timestamp),
  });
});
