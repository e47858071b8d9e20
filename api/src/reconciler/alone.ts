import pg from "pg";

/**
 * Does this while nobody else does it on the same database; null when somebody does. The lock goes with its session, so
 * a killed one leaves none.
 */
export async function alone<Result>(
  databaseUrl: string,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "flux reconcile" });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query(
      "select pg_try_advisory_lock(hashtextextended('flux.reconcile', 0)) as mine",
    );
    return rows[0]?.mine === true ? await work() : null;
  } finally {
    await client.end();
  }
}
