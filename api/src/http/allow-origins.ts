import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./create-router.ts";

const preflight = {
  "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
  "Access-Control-Max-Age": "600",
};

/**
 * Lets pages of the origins in CORS_ORIGINS read answers, and act with a session: cross-origin resource sharing. Of
 * any other origin a browser shows its pages nothing. The shop's own pages need none of it: they ask their own origin.
 * Not hono/cors: it writes into the answer before there is one, and what it wrote there wins over the handler's headers.
 */
export const allowOrigins = createMiddleware<AppEnv>(async (c, next) => {
  const { CORS_ORIGINS } = c.var.deps.env;
  const origin = c.req.header("origin");
  if (CORS_ORIGINS.length > 0) c.header("Vary", "Origin", { append: true });
  if (origin && CORS_ORIGINS.includes(origin)) {
    c.header("Access-Control-Allow-Origin", origin);
    c.header("Access-Control-Allow-Credentials", "true");
    c.header("Access-Control-Expose-Headers", "X-Request-Id, Retry-After");
    if (c.req.method === "OPTIONS") return c.body(null, 204, preflight);
  }
  await next();
});
