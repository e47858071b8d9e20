import { drizzle } from "drizzle-orm/node-postgres";
import { Pool, type PoolClient } from "pg";

/** Limits in ms; 0 is none. */
export type DbTimeouts = {
  /** A statement that takes longer is cancelled. */
  statementMs: number;
  /** Waiting longer for a lock is an error. */
  lockMs: number;
  /** A transaction whose process stands still this long is rolled back: it must not hold what others wait for. */
  idleInTransactionMs: number;
  /** Waiting longer for a connection is an error. */
  connectMs: number;
};

const none: DbTimeouts = { statementMs: 0, lockMs: 0, idleInTransactionMs: 0, connectMs: 0 };

/** One pool a process; `max` connections. */
export function connect(databaseUrl: string, { max = 10, timeouts = none } = {}) {
  const pool = new Pool({
    connectionString: databaseUrl,
    max,
    statement_timeout: timeouts.statementMs,
    // A server that is gone without a word cancels nothing: the statement is given up here, a little later.
    query_timeout: timeouts.statementMs && timeouts.statementMs + 2_000,
    lock_timeout: timeouts.lockMs,
    idle_in_transaction_session_timeout: timeouts.idleInTransactionMs,
    connectionTimeoutMillis: timeouts.connectMs,
  });
  // Without listeners a connection that drops would end the process. An idle one is replaced by the pool; one at work,
  // such as a transaction that stood still for too long, fails at its next query.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  giveBackWhatEnds(pool);
  return { pool, db: drizzle({ client: pool, casing: "snake_case" }) };
}

/**
 * Drizzle (0.45) gives a connection back only when it got as far as `begin`: one that dies under that very statement would
 * be missing from the pool for ever, and after `max` of them the process would stand still. So it gives itself back.
 */
function giveBackWhatEnds(pool: Pool) {
  const taken = new Set<PoolClient>();
  pool.on("acquire", (client) => taken.add(client));
  pool.on("release", (_, client) => taken.delete(client));
  pool.on("connect", (client) =>
    client.on("end", () => {
      if (!taken.has(client)) return;
      client.release(true);
      client.release = () => {};
    }),
  );
}

export type Db = ReturnType<typeof connect>["db"];
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
