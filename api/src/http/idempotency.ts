import { createHash, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "@hono/zod-openapi";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { createMiddleware } from "hono/factory";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Db, Tx } from "../db/client.ts";
import { httpErrors, invalidInput } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";
import { idempotencyKeys as keys } from "./tables.ts";

/** How long a request may work before another with its key takes over: longer than any answer takes. */
const leaseSec = 60;
/** How long a repeat waits for the first one's answer, and how often it looks. */
const patienceMs = 5_000;
const lookMs = 100;

const keyForm = z.string().regex(/^[\w.:-]{8,100}$/, "8 to 100 letters, digits or . : _ -");
export const idempotencyHeader = z.object({
  "idempotency-key": keyForm.optional().openapi({
    description:
      "Made by you, one for each act you mean, good for 24 hours. Sending it again gives the same answer and does nothing.",
  }),
});

/**
 * Answers a repeat with the first one's answer. Only success is kept: a refused request may be mended and sent again
 * with its key, and after a crash the lease ends and the next one works. Then the operation runs a second time, so what
 * it does must be safe to repeat by itself; this is the outer guard, never the only one. Stands behind requireUser.
 */
export const answerOnce = (operation: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { user, deps } = c.var;
    const key = c.req.header("idempotency-key");
    if (key === undefined || !user) return next();
    const { error } = keyForm.safeParse(key);
    if (error) {
      throw invalidInput(error.issues.map(({ message }) => ({ path: "header.idempotency-key", message })));
    }
    const scope = { userId: user.id, operation, key };
    const requestHash = createHash("sha256")
      .update(`${c.req.path}\n`)
      .update(new Uint8Array(await c.req.arrayBuffer()))
      .digest("hex");
    const worker = randomUUID();
    const first = await claim(deps.db, { ...scope, requestHash, worker });
    if (first) {
      c.header("Idempotency-Replayed", "true");
      return c.body(first.body, first.status, { "Content-Type": "application/json" });
    }
    await next();
    await settle(deps.db, { ...scope, worker }, c.res.ok ? c.res.clone() : null);
    return undefined;
  });

type Scope = { userId: string; operation: string; key: string };
type Claim = Scope & { requestHash: string; worker: string };

/** Null when the key is this request's to work on, else the first one's answer. Throws for another request's key. */
async function claim(db: Db, { requestHash, worker, ...scope }: Claim) {
  const giveUpMs = performance.now() + patienceMs;
  for (;;) {
    const leaseUntil = sql`now() + make_interval(secs => ${leaseSec})`;
    const [claimed] = await db
      .insert(keys)
      .values({ ...scope, requestHash, worker, leaseUntil })
      .onConflictDoUpdate({
        target: [keys.userId, keys.operation, keys.key],
        set: { worker, leaseUntil },
        setWhere: and(
          isNull(keys.status),
          lt(keys.leaseUntil, sql`now()`),
          eq(keys.requestHash, requestHash),
        ),
      })
      .returning({ worker: keys.worker });
    if (claimed) return null;
    const [known] = await db.select().from(keys).where(within(scope));
    if (known && known.requestHash !== requestHash) throw httpErrors.idempotency_key_reused();
    if (known?.status) return { status: known.status as ContentfulStatusCode, body: known.body ?? "" };
    if (performance.now() > giveUpMs) throw httpErrors.request_in_progress({ retryAfterSec: 2 });
    // No row: the first one failed and gave the key back. Else it works still.
    if (known) await pause(lookMs);
  }
}

/** Forgets what was answered to a key: it is not true any more. The operation itself says what became of the act. */
export async function forgetAnswer(tx: Tx, scope: Scope) {
  await tx.delete(keys).where(within(scope));
}

/** Keeps a success, gives the key of anything else back. */
async function settle(db: Db, { worker, ...scope }: Scope & { worker: string }, success: Response | null) {
  const mine = and(within(scope), eq(keys.worker, worker));
  if (!success) await db.delete(keys).where(mine);
  else
    await db
      .update(keys)
      .set({ status: success.status, body: await success.text() })
      .where(mine);
}

function within({ userId, operation, key }: Scope) {
  return and(eq(keys.userId, userId), eq(keys.operation, operation), eq(keys.key, key));
}
