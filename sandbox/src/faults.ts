import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";

/** Hono environment of every part: the raw socket is needed to drop connections. */
export type Wire = { Bindings: HttpBindings };

/** What can go wrong with any HTTP request. Parts add acts of their own (see `pointActs` of each part). */
const httpActs = ["delay", "status", "drop", "drop_after", "garble"] as const;
const httpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "*"];

const ruleSchema = z.strictObject({
  /** "POST /v1/orders", "* /v1/payments/*": method and path, `*` and `:name` match anything. Or a point of
   * the part, such as "webhook payment.captured" or "smtp buyer@flux.test". */
  on: z.string().regex(/^\S+ \S+$/, 'Expected "METHOD /path" or "point pattern".'),
  do: z.string(),
  /** How many matches it serves before it is gone. */
  times: z.union([z.int().positive(), z.literal("always")]).default(1),
  /** Wait this long first; combines with every act. `delay` alone waits 2,000 ms unless told. */
  ms: z.int().nonnegative().max(600_000).optional(),
  status: z.int().min(200).max(599).optional(),
  body: z.string().optional(),
  /** duplicate: how often the message arrives in all. */
  copies: z.int().min(2).max(100).optional(),
  /** wrong_amount: the amount to put in, in paise. */
  amount: z.int().optional(),
});
const bodySchema = z.strictObject({ next: z.array(ruleSchema) });

export type Fault = z.infer<typeof ruleSchema>;
export type Faults = ReturnType<typeof createFaults>;

/**
 * The one fault mechanism of all parts. Rules wait in a list; a request (or a named point in a part's own
 * work) takes the first rule that matches it.
 * @param pointActs the part's own points and the acts each one understands
 */
export function createFaults(pointActs: Record<string, readonly string[]> = {}) {
  let next: Fault[] = [];
  let taken: { at: string; on: string; do: string }[] = [];

  /** Takes the first rule for a key such as "POST /v1/orders"; undefined when nothing is to go wrong. */
  function take(key: string): Fault | undefined {
    const rule = next.find((candidate) => matches(candidate.on, key));
    if (!rule) return undefined;
    taken = [{ at: new Date().toISOString(), on: key, do: rule.do }, ...taken].slice(0, 100);
    if (rule.times !== "always") {
      rule.times -= 1;
      if (rule.times === 0) next = next.filter((other) => other !== rule);
    }
    return rule;
  }

  /** Names the first rule whose act does not exist at its point, or undefined. */
  function misplaced(rules: Fault[]): string | undefined {
    for (const rule of rules) {
      const point = rule.on.split(" ")[0] ?? "";
      const acts = httpMethods.includes(point) ? httpActs : pointActs[point];
      if (!acts)
        return `"${point}" is no point here. Known: HTTP methods, ${Object.keys(pointActs).join(", ")}.`;
      if (!acts.some((act) => act === rule.do))
        return `"${rule.do}" can't happen on "${point}". Known: ${acts.join(", ")}.`;
    }
    return undefined;
  }

  const routes = new Hono<Wire>()
    .get("/faults", (c) => c.json({ next, taken, points: { http: httpActs, ...pointActs } }))
    .put("/faults", async (c) => {
      const parsed = bodySchema.safeParse(await c.req.json().catch(() => undefined));
      if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
      const wrong = misplaced(parsed.data.next);
      if (wrong) return c.json({ error: wrong }, 400);
      next = parsed.data.next;
      return c.json({ next });
    })
    .delete("/faults", (c) => {
      next = [];
      taken = [];
      return c.body(null, 204);
    });

  const middleware: MiddlewareHandler<Wire> = async (c, handle) => {
    if (c.req.path === "/faults" || c.req.path === "/health") return handle();
    const rule = take(`${c.req.method} ${c.req.path}`);
    if (!rule) return handle();
    if (rule.ms !== undefined || rule.do === "delay") await sleep(rule.ms ?? 2_000);
    if (rule.do === "status") return answer(rule);
    if (rule.do === "drop") return hangUp(c);
    await handle();
    if (rule.do === "drop_after") c.res = hangUp(c);
    if (rule.do === "garble") c.res = await garbled(c.res);
  };

  return { take, routes, middleware };
}

function matches(pattern: string, key: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/:\w+/g, "[^/]+")
    .replace(/\*/g, ".*");
  return new RegExp(`^${source}$`).test(key);
}

/** A gateway's HTML page (what callers see when the vendor's edge fails) unless the rule brings a body. */
function answer({ status = 502, body }: Fault): Response {
  const title = `${status} ${status === 502 ? "Bad Gateway" : "Error"}`;
  const html = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  const type = body?.startsWith("{") ? "application/json" : "text/html";
  return new Response(body ?? html, { status, headers: { "content-type": type } });
}

function hangUp(c: Context<Wire>): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

async function garbled(response: Response): Promise<Response> {
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(`${text.slice(0, Math.ceil(text.length / 2))}\u0000{`, {
    status: response.status,
    headers,
  });
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
