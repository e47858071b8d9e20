import pg from "pg";
import type { startPostgres } from "../../test/harness/start-postgres.ts";

/** An empty one beside that of `postgres.url`. Returns its URL. */
export async function createDatabase(
  { url, serverUrl }: Awaited<ReturnType<typeof startPostgres>>,
  name: string,
): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${serverUrl}/${name}`;
}
