import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Deployment, parseDeployment } from "@flux/contracts";
import pg from "pg";
import { createPublicClient, http } from "viem";
import { forgetChain, isSameChain, rememberChain } from "./indexer-chain.ts";
import { dropOtherBuilds, freezeViews, hasBuild, showBuild } from "./indexer-views.ts";

export type IndexerOptions = {
  databaseUrl: string;
  rpcUrl: string;
  chainId: number;
  deploymentFile: string;
  port: number;
  /** What every child process gets. */
  env: Record<string, string>;
};

type InDatabase = Pick<IndexerOptions, "databaseUrl" | "deploymentFile">;

const root = join(import.meta.dirname, "../..");
const ponder = join(root, "indexer/node_modules/ponder/dist/esm/bin/ponder.js");

/**
 * The Postgres schema of one build: Ponder refuses to run changed code, another ABI or other addresses in a schema
 * that it used before.
 */
export function indexerSchemaName({ deployment }: { deployment: Deployment }): string {
  const files = ["indexer/*.{ts,json}", "indexer/src/**/*.ts", "contracts/src/*.ts"].flatMap((pattern) =>
    globSync(pattern, { cwd: root }),
  );
  const hash = createHash("sha256").update(JSON.stringify(deployment));
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, file)));
  return `indexer_${hash.digest("hex").slice(0, 10)}`;
}

/**
 * Makes the database ready for a start of the indexer, however it ended before. Call it before every start.
 * @throws if another indexer is at work on this database.
 */
export async function prepareIndexer(options: Omit<IndexerOptions, "port" | "env">): Promise<void> {
  await inDatabase(options, async (client, schema) => {
    await refuseSecondIndexer(client);
    const chain = createPublicClient({ transport: http(options.rpcUrl) });
    const sameChain = await isSameChain(client, chain, options.chainId);
    await inTransaction(client, async () => {
      if (!sameChain) await forgetChain(client);
      await rememberChain(client, chain, options.chainId);
      if (!(await hasBuild(client, schema))) return;
      await freezeViews(client, schema);
      // Ponder stops without giving back its lock, and would wait up to 25 s for it.
      await client.query(`update ${schema}._ponder_meta set value = jsonb_set(value, '{is_locked}', '0')`);
      // It rolls its tables back to the finalized block and goes on naming the old head in /status meanwhile.
      await client.query(`update ${schema}._ponder_checkpoint set latest_checkpoint = safe_checkpoint`);
    });
  });
}

/** How to start the indexer. It answers /ready and /status on 127.0.0.1. */
export function indexerCommand(options: IndexerOptions) {
  const schema = indexerSchemaName({ deployment: readDeploymentFile(options.deploymentFile) });
  return {
    file: process.execPath,
    args: [ponder, "start", "--schema", schema, "--hostname", "127.0.0.1", "--log-format", "json"],
    cwd: join(root, "indexer"),
    env: {
      ...options.env,
      DATABASE_URL: options.databaseUrl,
      RPC_URL: options.rpcUrl,
      CHAIN_ID: String(options.chainId),
      DEPLOYMENT_FILE: options.deploymentFile,
      // Ponder prefers PORT to its own flag.
      PORT: String(options.port),
      PONDER_TELEMETRY_DISABLED: "1",
      // It loads some 3,000 modules: half a second less from the second start on.
      NODE_COMPILE_CACHE: join(root, "indexer/.ponder/compile-cache"),
    },
  };
}

/**
 * Whether the indexer's tables contain every block that the chain had when this was called. Ponder's own /ready is true
 * 30 blocks before that.
 */
export async function isIndexerCaughtUp({ indexerUrl, rpcUrl }: { indexerUrl: string; rpcUrl: string }) {
  const timeout = () => AbortSignal.timeout(5_000);
  const ready = await fetch(`${indexerUrl}/ready`, { signal: timeout() });
  if (ready.status !== 200) return false;
  // Before the indexer is asked how far it is: so it is caught up at some moment on a chain that never stands still, too.
  const head = await createPublicClient({ transport: http(rpcUrl) }).getBlockNumber({ cacheTime: 0 });
  const status = (await (await fetch(`${indexerUrl}/status`, { signal: timeout() })).json()) as {
    flux?: { block: { number: number } };
  };
  return status.flux !== undefined && status.flux.block.number >= Number(head);
}

/**
 * Points the views of the schema `chain` at this build, in one step, and drops the builds before it. Call it when the
 * indexer has caught up; safe to repeat. Until then readers see what the indexer before it knew.
 */
export async function publishIndexer(options: InDatabase): Promise<void> {
  await inDatabase(options, async (client, schema) => {
    await inTransaction(client, () => showBuild(client, schema));
    await inTransaction(client, () => dropOtherBuilds(client, schema));
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

function readDeploymentFile(file: string) {
  return parseDeployment(readFileSync(file, "utf8"));
}

async function inDatabase<T>(options: InDatabase, work: (client: pg.Client, schema: string) => Promise<T>) {
  const client = new pg.Client({
    connectionString: options.databaseUrl,
    // Less than PostgreSQL's deadlock_timeout of 1 s, which could choose the page as its victim.
    lock_timeout: 500,
  });
  await client.connect();
  try {
    return await work(client, indexerSchemaName({ deployment: readDeploymentFile(options.deploymentFile) }));
  } finally {
    await client.end();
  }
}

/** Steps back and tries again when a page holds one of the views: the page must not be the one that fails. */
async function inTransaction(client: pg.Client, work: () => Promise<void>) {
  for (let tries = 1; ; tries++) {
    await client.query("begin");
    try {
      await work();
      await client.query("commit");
      return;
    } catch (error) {
      await client.query("rollback");
      const isLocked = error instanceof pg.DatabaseError && error.code === "55P03";
      if (!isLocked || tries === 10) throw error;
    }
  }
}
