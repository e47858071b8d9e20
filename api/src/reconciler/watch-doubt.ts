import { setTimeout as pause } from "node:timers/promises";
import { noteLastLife } from "../minter/note-last-life.ts";
import { doubtOf } from "../restored/doubt.ts";
import { type ReconcileDeps, reconcileBooks } from "./reconcile-books.ts";

const longestWaitMs = 60_000;

/**
 * Looks for as long as the worker lives whether its books went back in time, and reconciles them by itself. While that
 * fails nothing is sent: it is tried again, after ever longer waits. Await it before the minter is started.
 */
export async function watchDoubt(deps: ReconcileDeps, { everyMs = 2_000 } = {}) {
  await noteLastLife(deps.db);
  const stopping = new AbortController();
  let said: string | null = null;
  let waitMs = everyMs;

  async function look() {
    const doubt = await doubtOf(deps.db);
    if (doubt !== null && doubt !== said) deps.log.error({ doubt }, "restored database: the minter waits");
    said = doubt;
    if (doubt !== null) await reconcileBooks(deps);
    waitMs = everyMs;
  }
  async function run() {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => {
        waitMs = Math.min(waitMs * 2, longestWaitMs);
        deps.log.error({ err: error }, "books can't be reconciled now; the minter waits");
      });
      // Cut short when it is to stop.
      await pause(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  const ended = run();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
