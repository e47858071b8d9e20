import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { connect, type Db } from "./db/client.ts";
import { parseEnv } from "./env.ts";
import { prepareQueues } from "./worker/prepare-queues.ts";

/** Brings the schemas `flux` and `jobs` to this version. Safe to repeat. */
export async function migrateDatabase(db: Db, databaseUrl: string) {
  await migrate(db, {
    migrationsFolder: fileURLToPath(new URL("../migrations", import.meta.url)),
    migrationsSchema: "flux",
    migrationsTable: "migrations",
  });
  await prepareQueues(databaseUrl);
}

if (import.meta.main) {
  const env = parseEnv();
  const { db, pool } = connect(env.DATABASE_URL, { max: 1 });
  await migrateDatabase(db, env.DATABASE_URL);
  await pool.end();
}
