import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { connect } from "./db/client.ts";
import { migrateSettings, parseEnv } from "./env.ts";
import { rememberDatabase } from "./restored/remember-database.ts";
import { prepareQueues } from "./worker/prepare-queues.ts";

/** Brings the schemas `flux` and `jobs` to this version. Safe to repeat, and to start on several machines at once. */
export async function migrateDatabase(databaseUrl: string) {
  await alone(databaseUrl, async () => {
    const { db, pool } = connect(databaseUrl, { max: 1 });
    try {
      await migrate(db, {
        migrationsFolder: fileURLToPath(new URL("../migrations", import.meta.url)),
        migrationsSchema: "flux",
        migrationsTable: "migrations",
      });
      await rememberDatabase(db);
    } finally {
      await pool.end();
    }
    await prepareQueues(databaseUrl);
  });
}

/** One migration at a time on a database; the lock goes with its session, so a killed one leaves none. */
async function alone(databaseUrl: string, work: () => Promise<void>) {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "flux migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('flux.migrate', 0))");
    await work();
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const { DATABASE_URL } = parseEnv(migrateSettings);
  await migrateDatabase(DATABASE_URL);
}
