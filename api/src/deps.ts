import type { Logger } from "pino";
import { type Chain, connectChain } from "./adapters/chain/chain.ts";
import type { Custody } from "./adapters/custody/custody.ts";
import { createLocalSeedCustody } from "./adapters/custody/local-seed.ts";
import type { MailSender } from "./adapters/mail/mail.ts";
import { createSmtpSender } from "./adapters/mail/smtp.ts";
import type { PaymentVendor } from "./adapters/payments/payments.ts";
import { createRazorpay } from "./adapters/payments/razorpay.ts";
import { connect, type Db } from "./db/client.ts";
import type { Env } from "./env.ts";
import { createRateLimits, type RateLimits } from "./http/rate-limits.ts";
import { type Jobs, startJobs } from "./jobs/jobs.ts";
import { createLog } from "./log.ts";
import { type Auth, createAuth } from "./modules/auth/create-auth.ts";

/** What a use case may use. Built once a process; a test builds its own against its own servers. */
export type Deps = {
  env: Env;
  log: Logger;
  db: Db;
  jobs: Jobs;
  auth: Auth;
  limits: RateLimits;
  mail: MailSender;
  payments: PaymentVendor;
  chain: Chain;
  custody: Custody;
};

export async function createDeps(env: Env): Promise<Deps & { close(): Promise<void> }> {
  const log = createLog(env);
  const { db, pool } = connect(env.DATABASE_URL);
  const jobs = await startJobs(env.DATABASE_URL, (error) => log.error({ err: error }, "jobs"));
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
