import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";
import { bodyLimitOf } from "./file-paths.ts";

const bodiless = ["GET", "HEAD"];

/** Refuses a body over its path's limit: by what it says of itself, or as soon as it is over. The server reads none of a GET. */
export const limitBody = createMiddleware<AppEnv>(async (c, next) => {
  if (bodiless.includes(c.req.method)) return next();
  const limitBytes = bodyLimitOf(c.req.path);
  const onError = () => {
    throw httpErrors.body_too_large({ limitBytes });
  };
  return bodyLimit({ maxSize: limitBytes, onError })(c, next);
});
