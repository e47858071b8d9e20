/** Why nothing new is heard: no answer came (it is asked again), or the person is not signed in any more. */
export type Trouble = "no_answer" | "signed_out";

/** The shortest and the longest pause between an answer and the next question. */
const pace = { soonMs: 1_500, restMs: 10_000 };
/** An answer that takes longer is given up, and asked for again. */
const patienceMs = 30_000;

/**
 * Asks `url` for JSON, again and again while somebody looks, and returns what ends that. The next question waits for
 * the last answer, and longer while nothing changes or nothing answers. It goes past the router: there every refresh
 * stands in one queue with the acts of the page, and one that fails takes the page away.
 */
export function keepAsking<T>(
  url: string,
  hear: { news(value: T): void; trouble(trouble: Trouble | undefined): void },
  { soonMs, restMs } = pace,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;
  let pauseMs = soonMs;
  let last = "";
  const ended = new AbortController();

  async function ask() {
    clearTimeout(timer);
    if (asked || document.hidden || ended.signal.aborted) return;
    asked = new AbortController();
    const patience = setTimeout(() => asked?.abort(), patienceMs);
    try {
      const response = await fetch(url, { cache: "no-store", signal: asked.signal });
      if (response.status === 401) {
        hear.trouble("signed_out");
        return end();
      }
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      const text = await response.text();
      const value: T = JSON.parse(text);
      if (ended.signal.aborted) return;
      if (text !== last) hear.news(value);
      pauseMs = text === last ? Math.min(pauseMs * 1.25, restMs) : soonMs;
      last = text;
      hear.trouble(undefined);
    } catch {
      if (ended.signal.aborted) return;
      hear.trouble("no_answer");
      pauseMs = Math.min(pauseMs * 2, restMs);
    } finally {
      clearTimeout(patience);
      asked = undefined;
    }
    timer = setTimeout(ask, pauseMs);
  }

  function wake() {
    pauseMs = soonMs;
    void ask();
  }

  function end() {
    ended.abort();
    clearTimeout(timer);
    asked?.abort();
  }

  document.addEventListener("visibilitychange", wake, { signal: ended.signal });
  window.addEventListener("online", wake, { signal: ended.signal });
  timer = setTimeout(ask, soonMs);
  return end;
}
