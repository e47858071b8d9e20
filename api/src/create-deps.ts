import { connectChain } from "./adapters/chain/chain.ts";
import { createLocalSeedCustody } from "./adapters/custody/local-seed.ts";
import { createSmtpSender } from "./adapters/mail/smtp.ts";
import { createRazorpay } from "./adapters/payments/razorpay.ts";
import { connect } from "./db/client.ts";
import type { Deps } from "./deps.ts";
import type { Env } from "./env.ts";
import { connectJobs } from "./jobs/enqueue.ts";
import { createRateLimits } from "./limits/rate-limits.ts";
import { createLog } from "./log.ts";
import { createAuth } from "./modules/auth/create-auth.ts";

/** Connects a process to all that its use cases need. */
export async function createDeps(env: Env): Promise<Deps & { close(): Promise<void> }> {
  const log = createLog(env);
  const timeouts = {
    statementMs: env.DB_STATEMENT_TIMEOUT_MS,
    lockMs: env.DB_LOCK_TIMEOUT_MS,
    idleInTransactionMs: env.DB_IDLE_IN_TRANSACTION_TIMEOUT_MS,
    connectMs: env.DB_CONNECT_TIMEOUT_MS,
  };
  const { db, pool } = connect(env.DATABASE_URL, { timeouts });
  const jobs = await connectJobs(env.DATABASE_URL, (error) => log.error({ err: error }, "jobs"));
  const mail = createSmtpSender(env.SMTP_URL, env.MAIL_FROM);
  return {
    env,
    log,
    db,
    jobs,
    auth: createAuth(env, db),
    limits: createRateLimits(pool),
    mail,
    payments: createRazorpay(env),
    chain: connectChain(env),
    custody: createLocalSeedCustody(env.CUSTODY_SEED_FILE, { create: env.NODE_ENV !== "production" }),
    async close() {
      mail.close();
      await jobs.close();
      await pool.end();
    },
  };
}
