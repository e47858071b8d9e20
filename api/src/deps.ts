import { type Logger, pino } from "pino";
import { connect, type Db } from "./db/client.ts";
import type { Env } from "./env.ts";
import type { SessionUser } from "./http/session.ts";
import { type Jobs, startJobs } from "./jobs/jobs.ts";

/** What a use case may use. Built once a process; a test builds its own against its own servers. */
export type Deps = {
  env: Env;
  log: Logger;
  db: Db;
  jobs: Jobs;
  auth: { userOf(headers: Headers): Promise<SessionUser | null> };
};

export async function createDeps(env: Env): Promise<Deps & { close(): Promise<void> }> {
  const log = pino({
    level: env.LOG_LEVEL,
    redact: ["req.headers.authorization", "req.headers.cookie", "password", "token", "privateKey"],
  });
  const { db, pool } = connect(env.DATABASE_URL);
  const jobs = await startJobs(env.DATABASE_URL, (error) => log.error({ err: error }, "jobs"));
  return {
    env,
    log,
    db,
    jobs,
    auth: { userOf: async () => null },
    async close() {
      await jobs.close();
      await pool.end();
    },
  };
}
