/** The shortest and the longest pause before a question that had no answer is asked again. */
const pace = { soonMs: 1_500, restMs: 10_000 };

/**
 * Asks what is wanted, one question at a time: the next one waits for the last answer, and an answer to what is not
 * wanted any more is not told. Without an answer it asks again, later each time, or as soon as the network is back.
 */
export function askInTurn<T>(
  ask: (wanted: string) => Promise<T>,
  hear: { news(wanted: string, answer: T): void; trouble(isThere: boolean): void },
  { soonMs, restMs } = pace,
) {
  let wanted: string | undefined;
  let asking = false;
  let pauseMs = soonMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new AbortController();

  async function next(): Promise<void> {
    clearTimeout(timer);
    if (asking || wanted === undefined || ended.signal.aborted) return;
    asking = true;
    const asked = wanted;
    const answer = await ask(asked).then(
      (value) => ({ value }),
      () => undefined,
    );
    asking = false;
    if (ended.signal.aborted) return;
    hear.trouble(!answer && wanted !== undefined);
    if (!answer) {
      timer = setTimeout(next, pauseMs);
      pauseMs = Math.min(pauseMs * 2, restMs);
      return;
    }
    pauseMs = soonMs;
    if (asked !== wanted) return next();
    wanted = undefined;
    hear.news(asked, answer.value);
  }

  globalThis.addEventListener?.("online", () => void next(), { signal: ended.signal });
  return {
    /** `undefined`: what is wanted is there already. */
    want(what: string | undefined) {
      wanted = what;
      void next();
    },
    end() {
      ended.abort();
      clearTimeout(timer);
    },
  };
}
