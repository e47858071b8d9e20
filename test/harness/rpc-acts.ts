import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { type Act, SpoiltAnswer } from "./rpc-rule.ts";

/** The node does it at once, its answer comes this much later. */
export const answerAfter =
  (ms: number): Act =>
  async (call, ask, signal) => {
    const [answer] = await Promise.all([ask(call), delay(ms, undefined, { signal })]);
    return answer;
  };

/** The node hears of it only this much later, if the caller is still there. */
export const askAfter =
  (ms: number): Act =>
  async (call, ask, signal) => {
    await delay(ms, undefined, { signal });
    return ask(call);
  };

/** The node hears of it only once this is so. */
export const heldUntil =
  (so: Promise<unknown>): Act =>
  async (call, ask) => {
    await so;
    return ask(call);
  };

/** The node hears nothing and no answer ever comes. */
export const hang: Act = async (_call, _ask, gone) => {
  if (!gone.aborted) await once(gone, "abort");
  throw gone.reason;
};

/** A gateway answers, the node hears nothing: 429 (`{ "retry-after": "2" }`), 500, 502 … */
export const httpStatus =
  (status: number, headers: Record<string, string> = {}): Act =>
  async () => {
    throw new SpoiltAnswer((answer) => {
      answer.writeHead(status, { "content-type": "text/html", ...headers });
      answer.end(`<html><body><h1>${status}</h1></body></html>`);
    });
  };

/** 200 and something that is no JSON; the node hears nothing. */
export const garbage: Act = async () => {
  throw new SpoiltAnswer((answer) => {
    answer.setHeader("content-type", "application/json");
    answer.end("\u0000<!doctype html>");
  });
};

/** The node does it; half of its answer comes. */
export const truncated: Act = async (call, ask) => {
  const whole = JSON.stringify(await ask(call));
  throw new SpoiltAnswer((answer) => {
    answer.setHeader("content-type", "application/json");
    answer.end(whole.slice(0, Math.ceil(whole.length / 2)));
  });
};

/** The node does it; the connection is cut in place of the answer. */
export const dropAnswer: Act = async (call, ask) => {
  await ask(call);
  throw new SpoiltAnswer((answer) => answer.destroy());
};

/** The node's answer, under the id of another call. */
export const wrongId: Act = async (call, ask) => ({ ...(await ask(call)), id: 987_654_321 });

/** The node refuses: -32000 for most things, 3 with `data` for a revert, -32005 for a limit. It does nothing. */
export const refuse =
  (code: number, message: string, data?: unknown): Act =>
  async ({ id }) => ({
    jsonrpc: "2.0",
    id,
    error: { code, message, ...(data === undefined ? {} : { data }) },
  });

/** A lie: the node's result, changed. Its errors pass as they are. */
export const rewrite =
  <Result>(change: (result: Result, params: unknown[]) => unknown): Act =>
  async (call, ask) => {
    const answer = await ask(call);
    if (answer.error) return answer;
    return { ...answer, result: change(answer.result as Result, call.params ?? []) };
  };
