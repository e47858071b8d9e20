import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./create-router.ts";

/** What every answer carries unless its handler says otherwise: JSON for one client, not to be framed, sniffed or kept. */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  c.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Referrer-Policy", "no-referrer");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
  c.header("Cache-Control", "no-store");
  if (c.var.deps.env.API_URL.startsWith("https:")) {
    c.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
  await next();
});
