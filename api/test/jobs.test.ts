import { spawn } from "node:child_process";
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workJobs } from "../src/worker/work-jobs.ts";
import { startInbox } from "./inbox.ts";
import { keepLog } from "./keep-log.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
let inbox: Awaited<ReturnType<typeof startInbox>>;
beforeAll(async () => {
  inbox = await startInbox();
  api = await startApi({ SMTP_URL: inbox.smtpUrl });
});
afterAll(async () => {
  await api.close();
  await inbox.close();
});

const register = (email: string) =>
  api.post("/api/auth/register", { email, password: "four-words-are-better", name: "Kira" });

test("a job and its lines carry the id of the request that asked for it", async () => {
  const { log, lines } = keepLog();
  const worker = await workJobs({ ...api.deps, log });
  const answer = await register("traced@flux.test");
  const requestId = answer.headers.get("x-request-id");
  await inbox.received("traced@flux.test", 1);
  await expect
    .poll(() => lines().filter(({ msg }) => msg === "job done"))
    .toEqual([expect.objectContaining({ job: "send-mail", requestId })]);
  await worker.stop();
});

test("the job of a worker that was killed is taken up again within half a minute", async () => {
  const { db } = api.deps;
  // A worker that took the job and was killed at it: nothing but this row is left of it.
  await register("orphan@flux.test");
  const killed = spawn(process.execPath, ["api/test/take-job-and-hang.ts"], {
    env: { PATH: process.env.PATH, DATABASE_URL: api.env.DATABASE_URL },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(killed.stdout, "data");
  killed.kill("SIGKILL");
  const state = async () => {
    const { rows } = await db.execute<{ state: string }>(
      sql`select state from jobs.job where name = 'send-mail' and data->>'to' = 'orphan@flux.test'`,
    );
    return rows[0]?.state;
  };
  expect(await state()).toBe("active");
  const worker = await workJobs(api.deps);
  await expect.poll(state, { timeout: 60_000 }).toBe("completed");
  await worker.stop();
});
