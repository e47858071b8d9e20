import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Ask, type RpcAnswer, type RpcCall, type RpcRule, SpoiltAnswer } from "./rpc-rule.ts";

/** A call as it came. `atMs` is `performance.now()` then; `post` numbers the HTTP requests, of which a batch is one. */
export type AskedCall = { method: string; params: unknown[]; atMs: number; post: number; took: RpcRule[] };

export type RpcProxy = Awaited<ReturnType<typeof startRpcProxy>>;

/**
 * Stands before a node that speaks JSON-RPC over HTTP, batches too, and answers by rules: see rpc-acts.ts and
 * rpc-lies.ts. Without rules it answers what the node answers. The calls of a batch reach the node one by one.
 */
export async function startRpcProxy({ target }: { target: string }) {
  let rules: { rule: RpcRule; left: number }[] = [];
  let asked: AskedCall[] = [];
  let posts = 0;
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  // A client that keeps a connection must not find it closed just as it asks.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    const body: RpcCall | RpcCall[] = JSON.parse(await text(incoming));
    const post = ++posts;
    const calls = [body].flat();
    const answers = await Promise.allSettled(calls.map((call) => applyRules(call, post, gone.signal)));
    const failed = answers.find((each) => each.status === "rejected");
    if (failed?.reason instanceof SpoiltAnswer) return failed.reason.spoil(outgoing);
    if (failed) throw failed.reason;
    const values = answers.map((each) => (each.status === "fulfilled" ? each.value : undefined));
    outgoing.setHeader("content-type", "application/json");
    outgoing.end(JSON.stringify(Array.isArray(body) ? values : values[0]));
  }

  /** The rules that match, the first outermost; inside of all is the node. */
  function applyRules(call: RpcCall, post: number, gone: AbortSignal): Promise<RpcAnswer> {
    const { method, params = [] } = call;
    const matching = rules.filter(
      ({ rule, left }) => left > 0 && matches(rule.method, method) && (rule.when?.(params) ?? true),
    );
    for (const each of matching) each.left -= 1;
    const took = matching.map(({ rule }) => rule);
    asked.push({ method, params, atMs: performance.now(), post, took });
    const asNode: Ask = (inner) => askNode(inner, gone);
    return took.reduceRight(
      (ask, { act }): Ask =>
        (inner) =>
          act(inner, ask, gone),
      asNode,
    )(call);
  }

  async function askNode(call: RpcCall, signal: AbortSignal): Promise<RpcAnswer> {
    const headers = { "content-type": "application/json" };
    const outgoing = request(target, { method: "POST", headers, agent, signal });
    outgoing.end(JSON.stringify(call));
    const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
    return JSON.parse(await text(answer));
  }

  return {
    url: `http://127.0.0.1:${port}`,
    /** Takes the place of the rules before; calls under way keep theirs. None: all is well. */
    set(...next: (RpcRule | RpcRule[])[]) {
      rules = next.flat().map((rule) => ({ rule, left: rule.times ?? Infinity }));
    },
    /** What was asked since the start or the last `forget`, the oldest first; of one method when it is named. */
    asked: (method?: string) => asked.filter((call) => !method || call.method === method),
    /** How many calls a rule has changed. */
    took: (rule: RpcRule) => asked.filter((call) => call.took.includes(rule)).length,
    forget() {
      asked = [];
    },
    /** Ends everything, hung calls too. */
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

const matches = (pattern: RpcRule["method"], method: string) =>
  typeof pattern === "string" ? pattern === "*" || pattern === method : pattern.test(method);
