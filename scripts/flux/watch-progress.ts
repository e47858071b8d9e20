import { setTimeout as pause } from "node:timers/promises";

/** How far something is, in words that change as it goes on, and whether it has nothing left to do. */
export type Progress = { at: string; isThere: boolean };

type Watch = {
  /** Null where there is nothing to be said of it now. What cannot be read proves nothing either. */
  read(): Promise<Progress | null>;
  /** How long it may stand still now, ms. */
  frozenAfterMs(): number;
  everyMs?: number;
  onMoved?(): void;
  onFrozen(): void;
};

/**
 * Tells when what could go on has not moved for so long. Looks are counted and not time, so that a machine that slept, with
 * everything on it, wakes up to nothing. Returns how to end it.
 */
export function watchProgress({
  read,
  frozenAfterMs,
  everyMs = 1_000,
  onMoved,
  onFrozen,
}: Watch): () => void {
  let over = false;
  void (async () => {
    let last: string | null = null;
    let looksInVain = 0;
    while (!over) {
      const progress = await read().catch(() => null);
      const isStill = progress !== null && progress.at === last && !progress.isThere;
      looksInVain = isStill ? looksInVain + 1 : 0;
      if (last !== null && progress !== null && progress.at !== last) onMoved?.();
      last = progress?.at ?? null;
      if (looksInVain * everyMs >= frozenAfterMs() && !over) {
        onFrozen();
        looksInVain = 0;
      }
      await pause(everyMs, undefined, { ref: false });
    }
  })();
  return () => {
    over = true;
  };
}
