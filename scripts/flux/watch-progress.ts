import { setTimeout as pause } from "node:timers/promises";

/** How far something is, and how far it could be. */
export type Progress = { at: bigint; goal: bigint };

type Watch = {
  /** Null where there is nothing to be said of it now. What cannot be read proves nothing either. */
  read(): Promise<Progress | null>;
  frozenAfterMs: number;
  everyMs?: number;
  onFrozen(): void;
};

/**
 * Tells when what could go on has not moved for so long. Looks are counted and not time, so that a machine that slept, with
 * everything on it, wakes up to nothing. Returns how to end it.
 */
export function watchProgress({ read, frozenAfterMs, everyMs = 1_000, onFrozen }: Watch): () => void {
  let over = false;
  void (async () => {
    let last: bigint | null = null;
    let looksInVain = 0;
    while (!over) {
      const progress = await read().catch(() => null);
      const isStill = progress !== null && progress.at === last && progress.at < progress.goal;
      looksInVain = isStill ? looksInVain + 1 : 0;
      last = progress?.at ?? null;
      if (looksInVain * everyMs >= frozenAfterMs && !over) {
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
