import { connectChain } from "./adapters/chain/chain.ts";
import { createLocalSeedCustody } from "./adapters/custody/local-seed.ts";
import { createSmtpSender } from "./adapters/mail/smtp.ts";
import { createRazorpay } from "./adapters/payments/razorpay.ts";
import { connect } from "./db/client.ts";
import type { ApiDeps, Deps, WorkerDeps } from "./deps.ts";
import type { ApiEnv, Env, WorkerEnv } from "./env.ts";
import { connectJobs } from "./jobs/enqueue.ts";
import { createRateLimits } from "./limits/rate-limits.ts";
import { createLog } from "./log.ts";
import { createAuth } from "./modules/auth/create-auth.ts";

type Closing = { close(): Promise<void> };

/** Connects an API to all that its use cases need. */
export async function createApiDeps(env: ApiEnv): Promise<ApiDeps & Closing> {
  const { pool, ...deps } = await createDeps(env);
  return { ...deps, env, auth: createAuth(env, deps.db), limits: createRateLimits(pool) };
}

/** Connects a worker to all that its jobs need. */
export async function createWorkerDeps(env: WorkerEnv): Promise<WorkerDeps & Closing> {
  const { pool: _, ...deps } = await createDeps(env);
  const mail = createSmtpSender(env.SMTP_URL, env.MAIL_FROM);
  return {
    ...deps,
    env,
    mail,
    async close() {
      mail.close();
      await deps.close();
    },
  };
}

async function createDeps(env: Env): Promise<Deps & Closing & Pick<ReturnType<typeof connect>, "pool">> {
  const log = createLog(env);
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
    custody: createLocalSeedCustody(env.CUSTODY_SEED_FILE, { create: env.NODE_ENV !== "production" }),
    async close() {
      await jobs.close();
      await pool.end();
    },
  };
}
