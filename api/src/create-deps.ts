import { connectChain } from "./adapters/chain/chain.ts";
import { openCustody } from "./adapters/custody/open-custody.ts";
import { createRazorpay } from "./adapters/payments/razorpay.ts";
import { openStorage } from "./adapters/storage/open-storage.ts";
import { connect } from "./db/client.ts";
import type { Deps } from "./deps.ts";
import type { Env } from "./env.ts";
import { connectJobs } from "./jobs/enqueue.ts";
import { createLog } from "./log.ts";

type Connected = Deps & Pick<ReturnType<typeof connect>, "pool"> & { close(): Promise<void> };

/** Connects to what an API and a worker both need. What only one of them needs is loaded by that one alone. */
export async function createDeps(env: Env): Promise<Connected> {
  const log = createLog(env);
  // First, for it may fail, and then nothing is left open.
  const custody = await openCustody(env);
  const timeouts = {
    statementMs: env.DB_STATEMENT_TIMEOUT_MS,
    lockMs: env.DB_LOCK_TIMEOUT_MS,
    idleInTransactionMs: env.DB_IDLE_IN_TRANSACTION_TIMEOUT_MS,
    connectMs: env.DB_CONNECT_TIMEOUT_MS,
  };
  const { db, pool } = connect(env.DATABASE_URL, { timeouts });
  const jobs = await connectJobs(env.DATABASE_URL, (error) => log.error({ err: error }, "jobs"));
  return {
    env,
    log,
    db,
    pool,
    jobs,
    payments: createRazorpay(env),
    chain: connectChain(env),
    custody,
    storage: openStorage(env),
    async close() {
      await jobs.close();
      await pool.end();
    },
  };
}
