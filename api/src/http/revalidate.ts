import { etag } from "hono/etag";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./create-router.ts";

/**
 * For what everybody sees alike: caches may keep it, and ask each time whether it still holds, since stock and prices change
 * any moment. Who has it already gets a 304.
 */
export const revalidate = [
  etag({ weak: true }),
  createMiddleware<AppEnv>(async (c, next) => {
    await next();
    if (c.res.ok) c.header("Cache-Control", "public, no-cache");
  }),
];
export const unchanged = { 304: ["You have it: the ETag that you sent is its own."] } as const;
