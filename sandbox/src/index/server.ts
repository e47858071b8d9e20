import { Hono } from "hono";
import type { Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { policy } from "../page.ts";
import { authenticatorPage } from "./authenticator-page.ts";
import type { IndexedPart } from "./indexed-part.ts";
import { indexPage } from "./page.ts";

/** The front page, and one /health for all parts. */
export async function startIndex({ port, parts }: { port: number; parts: IndexedPart[] }): Promise<Part> {
  const app = new Hono<Wire>()
    .get("/", (c) => {
      c.header("content-security-policy", policy());
      return c.html(indexPage(parts));
    })
    .get("/authenticator", (c) => {
      c.header("content-security-policy", policy());
      c.header("referrer-policy", "no-referrer");
      c.header("cache-control", "no-store");
      return c.html(authenticatorPage(c.req.query("secret") ?? ""));
    })
    .get("/health", async (c) => {
      const states = await Promise.all(
        parts.map(async ({ name, url }) => [name, { url, ok: await isUp(url) }] as const),
      );
      const ok = states.every(([, state]) => state.ok);
      return c.json({ ok, parts: Object.fromEntries(states) }, ok ? 200 : 503);
    });
  return listen(app, port);
}

async function isUp(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}
