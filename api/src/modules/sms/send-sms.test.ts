import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSms } from "../../../test/sms.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { workJobs } from "../../worker/work-jobs.ts";
import { codeSms } from "./code-sms.ts";
import { queueSms } from "./queue-sms.ts";
import { sendSms } from "./send-sms.ts";
import { sweepHandedSms } from "./sweep-handed-sms.ts";
import { handedSms } from "./tables.ts";

let sms: Awaited<ReturnType<typeof startSms>>;
let api: TestApi;
let worker: Awaited<ReturnType<typeof workJobs>>;
beforeAll(async () => {
  sms = await startSms();
  api = await startApi(sms.settings);
  worker = await workJobs(api.deps);
});
afterAll(async () => {
  await worker?.stop();
  await api?.close();
  await sms?.close();
});

const flow = "POST /api/v5/flow";
const inTenMinutes = () => new Date(Date.now() + 600_000);
const rendered = codeSms({ code: "048213", webUrl: "http://localhost:3000" });
let numbers = 0;
const newNumber = () => `+917${String(100_000_000 + numbers++)}`;
const queue = (to: string, until = inTenMinutes()) =>
  api.deps.db.transaction((tx) => queueSms(api.deps, tx, { ...rendered, to, until }));
const payload = (to: string, until = inTenMinutes()) => ({
  ...{ id: uuidv7(), to, until: until.toISOString() },
  ...rendered,
});
/** Until the job of a number came to its end, and how. */
async function endOf(to: string) {
  const ended = async () => {
    const { rows } = await api.deps.db.execute<{ state: string; tries: number }>(
      sql`select state, retry_count as tries from jobs.job where name = 'send-sms' and data->>'to' = ${to}`,
    );
    return rows[0];
  };
  await expect.poll(async () => (await ended())?.state, { timeout: 20_000 }).toMatch(/completed|failed/);
  return ended();
}

test("a code that somebody asked for comes to the phone and proves it", async () => {
  const me = await signUp(api, `kira-${crypto.randomUUID()}@flux.test`);
  const to = newNumber();
  await api.post("/api/auth/phone", { phone: to }, me.bearer);
  const [message] = await sms.received(to, 1);
  const code = /@localhost #(\d{6})$/.exec(message?.text ?? "")?.[1];
  expect((await api.post("/api/auth/phone/confirm", { code }, me.bearer)).status).toBe(200);
});

test("a message of a transaction that rolls back is never sent", async () => {
  const [never, after] = [newNumber(), newNumber()];
  const failing = api.deps.db.transaction(async (tx) => {
    await queueSms(api.deps, tx, { ...rendered, to: never, until: inTenMinutes() });
    throw new Error("it failed");
  });
  await expect(failing).rejects.toThrow("it failed");
  await queue(after);
  await sms.received(after, 1);
  expect(await sms.messagesTo(never)).toEqual([]);
});

test("a vendor that is busy, or broken, gets the message again, and sends it once", async () => {
  const to = newNumber();
  await sms.fault({ on: flow, do: "status", status: 429 }, { on: flow, do: "status", status: 500 });
  await queue(to);
  expect(await endOf(to)).toEqual({ state: "completed", tries: 2 });
  expect(await sms.messagesTo(to)).toHaveLength(1);
});

test("a message whose answer is lost is not sent again: a second one would say nothing new", async () => {
  const to = newNumber();
  await sms.fault({ on: flow, do: "drop_after" });
  await queue(to);
  expect(await endOf(to)).toEqual({ state: "completed", tries: 0 });
  expect(await sms.messagesTo(to)).toHaveLength(1);
});

test("a number that the vendor refuses is not tried again", async () => {
  const to = newNumber();
  const body = JSON.stringify({ type: "error", message: "Invalid mobile number", code: "202" });
  await sms.fault({ on: flow, do: "status", status: 400, body });
  await queue(to);
  expect(await endOf(to)).toEqual({ state: "completed", tries: 0 });
  expect(await sms.messagesTo(to)).toEqual([]);
});

test("a worker that died after it handed a message over leaves the next one nothing to send", async () => {
  const job = payload(newNumber());
  const dead = { send: () => new Promise<never>(() => {}) };
  // It never comes back, as one that was killed.
  void sendSms({ ...api.deps, sms: dead }, job);
  await expect.poll(() => api.deps.db.$count(handedSms, sql`id = ${job.id}`)).toBe(1);
  await sendSms(api.deps, job);
  expect(await sms.messagesTo(job.to)).toEqual([]);
});

test("two workers with one message send it once", async () => {
  const job = payload(newNumber());
  await Promise.all([sendSms(api.deps, job), sendSms(api.deps, job)]);
  expect(await sms.messagesTo(job.to)).toHaveLength(1);
});

test("a message that comes too late for its reader is not sent", async () => {
  const job = payload(newNumber(), new Date());
  await sendSms(api.deps, job);
  expect(await sms.messagesTo(job.to)).toEqual([]);
});

test("what was handed over is known by the vendor's name for thirty days, and says of nobody", async () => {
  const job = payload(newNumber());
  await sendSms(api.deps, job);
  const rows = () => api.deps.db.select().from(handedSms).where(sql`id = ${job.id}`);
  const [message] = await sms.messagesTo(job.to);
  expect(await rows()).toEqual([{ id: job.id, at: expect.any(Date), as: "taken", vendorId: message?.id }]);
  await sweepHandedSms(api.deps);
  expect(await rows()).toHaveLength(1);
  await api.deps.db.update(handedSms).set({ at: sql`now() - interval '31 days'` });
  await sweepHandedSms(api.deps);
  expect(await rows()).toEqual([]);
});
