import { percentile } from "../index/percentile.ts";
import type { Account } from "./open-accounts.ts";
import { post } from "./post.ts";

const pairs = 200;

/** How far apart the 95th percentiles of answers to known and unknown addresses are, in ms, asked in turn. */
export async function compareTimes({ url, people }: { url: string; people: Account[] }) {
  let network = 100_000;
  const ask = async (path: string, body: object) => {
    const startedMs = performance.now();
    const answer = await post(`${url}${path}`, body, ++network);
    await answer.arrayBuffer();
    return performance.now() - startedMs;
  };
  const acts: Record<string, (email: string) => Promise<number>> = {
    // A wrong password: the right one is no question.
    login: (email) => ask("/api/auth/login", { email, password: "not-the-right-words" }),
    forgot: (email) => ask("/api/auth/forgot-password", { email }),
    register: (email) =>
      ask("/api/auth/register", { email, password: "four-words-are-better", name: "Kira" }),
  };
  const gaps: Record<string, number> = {};
  for (const [act, of] of Object.entries(acts)) {
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let at = 0; at < pairs; at++) {
      const email = people[at % people.length]?.email ?? "";
      known.push(await of(email));
      // Asked as often as the known one, so that the limits see the same.
      unknown.push(await of(`nobody-${at % people.length}@flux.test`));
    }
    gaps[act] = Number(Math.abs(percentile(known, 0.95) - percentile(unknown, 0.95)).toFixed(2));
  }
  return gaps;
}
