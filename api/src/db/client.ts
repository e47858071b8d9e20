import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";

/** One pool a process; `max` connections. */
export function connect(databaseUrl: string, { max = 10 } = {}) {
  const pool = new Pool({ connectionString: databaseUrl, max });
  // Without a listener a dropped idle connection would end the process; the pool replaces it by itself.
  pool.on("error", () => {});
  return { pool, db: drizzle({ client: pool, casing: "snake_case" }) };
}

export type Db = ReturnType<typeof connect>["db"];
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
