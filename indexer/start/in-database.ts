import pg from "pg";

/** Does some work over a connection of its own. */
export async function inDatabase<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    // Less than PostgreSQL's deadlock_timeout of 1 s, which could choose the page as its victim.
    lock_timeout: 500,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Steps back and tries again when a page holds one of the views: the page must not be the one that fails. */
export async function inTransaction(client: pg.Client, work: () => Promise<void>) {
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
