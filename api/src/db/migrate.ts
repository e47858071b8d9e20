import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { migrateSettings, parseEnv } from "../env.ts";
import { prepareQueues } from "../jobs/jobs.ts";
import { connect, type Db } from "./client.ts";

/** Brings the schemas `flux` and `jobs` to this version. Safe to repeat. */
export async function migrateDatabase(db: Db, databaseUrl: string) {
  await migrate(db, {
    migrationsFolder: fileURLToPath(new URL("../../migrations", import.meta.url)),
    migrationsSchema: "flux",
    migrationsTable: "migrations",
  });
  await prepareQueues(databaseUrl);
}

if (import.meta.main) {
  const env = parseEnv(migrateSettings);
  const { db, pool } = connect(env.DATABASE_URL, { max: 1 });
  await migrateDatabase(db, env.DATABASE_URL);
  await pool.end();
}
