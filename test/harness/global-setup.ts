import { migrateDatabase } from "@flux/api/migrate";
import type { TestProject } from "vitest/node";
import { startPostgres } from "./start-postgres.ts";

/** One PostgreSQL for the run, with a migrated template database that every test file clones. */
export default async function setup(project: Pick<TestProject, "provide">) {
  const postgres = await startPostgres("flux_template", { synchronous_commit: "off" });
  await migrateDatabase(postgres.url);
  project.provide("postgresUrl", postgres.serverUrl);
  return () => postgres.close();
}
