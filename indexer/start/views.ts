import type { ClientBase } from "pg";

// The API reads the indexer through views of the schema `chain`. A start of Ponder first rolls its tables back by 30 to
// 60 blocks: the views show a copy meanwhile, so that no page sees a garment go back to its last owner.

const frozen = "indexer_frozen";

export async function hasBuild(client: ClientBase, schema: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass($1) is not null as there", [
    `${schema}._ponder_checkpoint`,
  ]);
  return rows[0]?.there ?? false;
}

/** Keeps the views at what this build's tables say now. */
export async function freezeViews(client: ClientBase, schema: string): Promise<void> {
  if ((await shownSchema(client)) !== schema) return;
  await client.query(`drop schema if exists ${frozen} cascade`);
  await client.query(`create schema ${frozen}`);
  for (const table of await tablesOf(client, schema))
    await client.query(`create table ${frozen}.${table} as table ${schema}.${table}`);
  await showBuild(client, frozen);
}

/** Points the views at the tables of a schema. */
export async function showBuild(client: ClientBase, schema: string): Promise<void> {
  if ((await shownSchema(client)) === schema) return;
  await client.query("create schema if not exists chain");
  // Not `or replace`, which cannot take a column away.
  for (const view of await viewsShown(client)) await client.query(`drop view chain.${view}`);
  for (const table of await tablesOf(client, schema))
    await client.query(`create view chain.${table} as table ${schema}.${table}`);
}

export async function dropOtherBuilds(client: ClientBase, schema: string): Promise<void> {
  for (const build of await anyBuild(client))
    if (build !== schema) await client.query(`drop schema ${build} cascade`);
}

/** Every schema that holds, or held, a build's tables. */
export async function anyBuild(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname ~ '^indexer_([0-9a-f]{10}|frozen)$'",
  );
  return rows.map(({ name }) => name);
}

/** Those that an indexer may be at work on: not the copy. */
export async function liveBuilds(client: ClientBase): Promise<string[]> {
  return (await anyBuild(client)).filter((build) => build !== frozen).sort();
}

export async function shownSchema(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    "select table_schema as name from information_schema.view_table_usage where view_schema = 'chain' limit 1",
  );
  return rows[0]?.name;
}

async function viewsShown(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select viewname as name from pg_views where schemaname = 'chain'",
  );
  return rows.map(({ name }) => name);
}

/** The tables of facts, and the checkpoint that says how far they go. */
async function tablesOf(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables
     where schemaname = $1 and (tablename !~ '^_' or tablename = '_ponder_checkpoint')`,
    [schema],
  );
  return rows.map(({ name }) => name);
}
