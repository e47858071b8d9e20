import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";
import { bodyLimitOf } from "./file-paths.ts";

/** Refuses a body over its path's limit: by what it says of itself, or as soon as it is over. */
export const limitBody = createMiddleware<AppEnv>(async (c, next) => {
  const limitBytes = bodyLimitOf(c.req.path);
  const onError = () => {
    throw httpErrors.body_too_large({ limitBytes });
  };
  return bodyLimit({ maxSize: limitBytes, onError })(c, next);
});
