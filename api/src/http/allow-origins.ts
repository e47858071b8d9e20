import { cors } from "hono/cors";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./create-router.ts";

/**
 * Lets pages of the origins in CORS_ORIGINS read answers, and act with a session: cross-origin resource sharing. Of
 * any other origin a browser shows its pages nothing. The shop's own pages need none of it: they ask their own origin.
 */
export const allowOrigins = createMiddleware<AppEnv>(async (c, next) => {
  const { CORS_ORIGINS } = c.var.deps.env;
  const allow = cors({
    origin: (origin) => (CORS_ORIGINS.includes(origin) ? origin : null),
    credentials: true,
    allowMethods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
    allowHeaders: ["Authorization", "Content-Type", "Idempotency-Key"],
    exposeHeaders: ["X-Request-Id", "Retry-After"],
    maxAge: 600,
  });
  return allow(c, next);
});
