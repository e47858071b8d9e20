import type { IncomingMessage } from "node:http";
import { createMiddleware } from "hono/factory";
import { invalidInput } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";

/**
 * A request with two Host headers is meant for two: a proxy may read the first and we the second (RFC 9112, 3.2).
 * Node keeps the first and says nothing, so the headers are counted as they came.
 */
export const refuseTwoHosts = createMiddleware<AppEnv>(async (c, next) => {
  // A test calls the app without a socket.
  const { incoming }: { incoming?: IncomingMessage } = c.env ?? {};
  const names = incoming?.rawHeaders.filter((_, index) => index % 2 === 0) ?? [];
  if (names.filter((name) => name.toLowerCase() === "host").length > 1) {
    throw invalidInput([{ path: "header.host", message: "send one Host" }]);
  }
  await next();
});
