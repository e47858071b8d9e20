import type { createRecorder } from "./record-chain.ts";

/** A chain that goes back without a new block tells nobody of it. */
const lookEveryMs = 1_000;
/** What changes accounts without a block comes in crowds. */
const settleMs = 250;

/**
 * Writes each block when anvil tells of it, one writing at a time. A failure ends the keeping: what is not written would be lost
 * without a word.
 */
export function keepJournal(
  recorder: ReturnType<typeof createRecorder>,
  onFailure: (error: unknown) => void,
) {
  let anew = false;
  let stale = false;
  let working: Promise<void> | null = null;
  let settling: NodeJS.Timeout | null = null;
  let settledInMs = 0;
  const timer = setInterval(look, lookEveryMs);

  /** Writes what is new. Asked while it is at it, it looks once more when it is done. */
  function look() {
    anew = true;
    working ??= write()
      .catch(onFailure)
      .finally(() => (working = null));
  }

  async function write() {
    while (anew) {
      anew = false;
      stale = (await recorder.record()) || stale;
      if (!stale) continue;
      stale = false;
      const beganMs = performance.now();
      await recorder.recordAccounts();
      settledInMs = performance.now() - beganMs;
    }
  }

  function settle() {
    if (settling) clearTimeout(settling);
    settling = null;
    stale = true;
    look();
  }

  return {
    look,
    /** Writes all accounts soon. Those of a large chain take seconds: who changes them by the minute waits ten times that. */
    settleSoon() {
      settling ??= setTimeout(settle, Math.max(settleMs, 10 * settledInMs));
    },
    /** Returns when everything up to now is written. */
    async finish() {
      clearInterval(timer);
      if (settling) settle();
      else look();
      await working;
    },
  };
}
