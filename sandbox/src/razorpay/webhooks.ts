import { type Fault, type Faults, sleep } from "../faults.ts";
import { newId, nowSec } from "./entities.ts";
import { signWebhook } from "./signatures.ts";
import type { DeliveryRow, Store } from "./store.ts";

export const webhookActs = ["delay", "duplicate", "shuffle", "suppress", "wrong_amount", "bad_signature"];

export interface WebhookSettings {
  url: string;
  secret: string;
  /** Waits between attempts in ms; the last one repeats. Razorpay backs off for 24 h, we for half an hour. */
  retryMs?: readonly number[];
  /** Razorpay gives an endpoint 5 s. */
  timeoutMs?: number;
}

/** An event by name and the entities it shows, e.g. { payment, order } for order.paid. */
export interface Happening {
  event: string;
  shows: Record<string, { amount: number }>;
}

export type Webhooks = ReturnType<typeof createWebhooks>;

const maxAttempts = 200;
const keptRows = 1_000;

/**
 * Sends events at least once: any answer but 2xx, or none within 5 s, is retried with back-off, with the same
 * event id, body and signature, also after a restart (razorpay.com/docs/webhooks).
 */
export function createWebhooks(store: Store, faults: Faults, settings: WebhookSettings) {
  const retryMs = settings.retryMs ?? [1_000, 2_000, 4_000, 8_000, 10_000];
  const timers = new Map<string, NodeJS.Timeout>();
  let closed = false;

  /** Records and sends what one act caused, in order, unless a fault says otherwise. */
  function emit(happenings: Happening[]): void {
    const rows = happenings.map((happening) => toRow(happening, faults.take(`webhook ${happening.event}`)));
    for (const { row } of rows) store.deliveries.set(row);
    if (rows.some(({ rule }) => rule?.do === "shuffle")) void sendBackwards(rows.map(({ row }) => row));
    else for (const { row } of rows) schedule(row);
    forgetOldest();
  }

  /** Each only after the one behind it was answered: so the receiver surely sees the last event first. */
  async function sendBackwards(rows: DeliveryRow[]): Promise<void> {
    for (const { id, state, dueAt } of rows.toReversed()) {
      if (state !== "pending") continue;
      if (dueAt > Date.now()) await sleep(dueAt - Date.now());
      await attempt(id);
    }
  }

  function toRow(
    happening: Happening,
    rule: Fault | undefined,
  ): { row: DeliveryRow; rule: Fault | undefined } {
    const shows = rule?.do === "wrong_amount" ? withAmount(happening.shows, rule.amount) : happening.shows;
    const body = JSON.stringify({
      entity: "event",
      account_id: "acc_FluxSandbox001",
      event: happening.event,
      contains: Object.keys(shows),
      payload: Object.fromEntries(Object.entries(shows).map(([name, entity]) => [name, { entity }])),
      created_at: nowSec(),
    });
    const secret = rule?.do === "bad_signature" ? `not ${settings.secret}` : settings.secret;
    const row: DeliveryRow = {
      id: newId(""),
      event: happening.event,
      body,
      signature: signWebhook(secret, body),
      copies: rule?.do === "duplicate" ? (rule.copies ?? 3) : 1,
      state: rule?.do === "suppress" ? "suppressed" : "pending",
      attempts: 0,
      dueAt: Date.now() + (rule ? (rule.ms ?? (rule.do === "delay" ? 2_000 : 0)) : 0),
      lastAnswer: null,
    };
    return { row, rule };
  }

  function schedule(row: DeliveryRow): void {
    if (closed || row.state !== "pending") return;
    clearTimeout(timers.get(row.id));
    timers.set(
      row.id,
      setTimeout(() => void attempt(row.id), Math.max(0, row.dueAt - Date.now())),
    );
  }

  async function attempt(id: string): Promise<void> {
    const row = store.deliveries.get(id);
    if (!row || closed) return;
    const answers = await Promise.all(Array.from({ length: row.copies }, () => post(row)));
    if (closed) return;
    const attempts = row.attempts + 1;
    const delivered = answers.every((answer) => /^2\d\d$/.test(answer));
    const state = delivered ? "delivered" : attempts < maxAttempts ? "pending" : "failed";
    const wait = retryMs[Math.min(attempts, retryMs.length) - 1] ?? 10_000;
    const after = {
      ...row,
      attempts,
      state,
      dueAt: Date.now() + wait,
      lastAnswer: answers.join(" "),
    } as const;
    store.deliveries.set(after);
    timers.delete(id);
    schedule(after);
  }

  async function post(row: DeliveryRow): Promise<string> {
    try {
      const response = await fetch(settings.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": "Razorpay-Webhook/v1",
          "x-razorpay-event-id": row.id,
          "x-razorpay-signature": row.signature,
        },
        body: row.body,
        redirect: "manual",
        signal: AbortSignal.timeout(settings.timeoutMs ?? 5_000),
      });
      await response.body?.cancel();
      return String(response.status);
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    }
  }

  /** Sends an event once more, with its old id and signature (a replay from Razorpay's dashboard). */
  function replay(id: string): boolean {
    const row = store.deliveries.get(id);
    if (!row) return false;
    const again: DeliveryRow = { ...row, state: "pending", dueAt: Date.now(), attempts: 0 };
    store.deliveries.set(again);
    schedule(again);
    return true;
  }

  function forgetOldest(): void {
    const done = store.deliveries.values().filter((row) => row.state !== "pending");
    for (const row of done.slice(0, Math.max(0, done.length - keptRows))) store.deliveries.delete(row.id);
  }

  /** Stops sending; what is pending goes out after the next start. */
  async function close(): Promise<void> {
    closed = true;
    for (const timer of timers.values()) clearTimeout(timer);
    await sleep(0);
  }

  for (const row of store.deliveries.values()) schedule(row);
  return { emit, replay, close };
}

/** A genuine, signed event about the wrong sum: what a mixed-up order would look like. */
function withAmount(shows: Happening["shows"], amount?: number): Happening["shows"] {
  return Object.fromEntries(
    Object.entries(shows).map(([name, entity]) => [
      name,
      { ...entity, amount: amount ?? entity.amount - 100 },
    ]),
  );
}
