import { hash } from "node:crypto";
import type { Context } from "hono";
import { etag } from "hono/etag";
import type { AppEnv } from "./create-router.ts";

/** Answers 304 to who has it already. What is shared is answered by `sharedJson`, which says what it is known by. */
export const revalidate = etag({ weak: true });
export const unchanged = { 304: ["You have it: the ETag that you sent is its own."] } as const;

/**
 * What everybody sees alike: caches may keep it, and ask each time whether it still holds, since stock and prices change any
 * moment. The text is made once, for its ETag and for the answer.
 */
export function sharedJson<T>(c: Context<AppEnv>, dto: T) {
  const text = JSON.stringify(dto);
  c.header("ETag", `W/"${hash("sha1", text, "base64url")}"`);
  c.header("Cache-Control", "public, no-cache");
  c.header("Content-Type", "application/json");
  // It is what c.json(dto, 200) answers, and so it is typed.
  return c.body(text, 200) as unknown as ReturnType<typeof c.json<T & object, 200>>;
}
