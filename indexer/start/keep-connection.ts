import pg from "pg";

/** Longer than any look takes; what hangs is given up. Milliseconds. */
const timeoutMs = 4_000;

/**
 * One connection for looks that are taken again and again. One that broke or hangs is given up, that look throws, and the
 * next one gets another.
 */
export function keepConnection(databaseUrl: string) {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    ...{ max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true },
    ...{ connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs },
  });
  // The next look says what is wrong.
  pool.on("error", () => {});

  return async function look<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let isBroken = true;
    try {
      const seen = await work(client);
      isBroken = false;
      return seen;
    } finally {
      client.release(isBroken);
    }
  };
}
