import { createMiddleware } from "hono/factory";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";
import { takesFile } from "./file-paths.ts";
import { isForeignPost } from "./foreign-posts.ts";
import { isSafeMethod } from "./refuse-cross-site.ts";

/** Refuses a body that does not say it is JSON: a form or plain text is what another site's page can send. */
export const requireJson = createMiddleware<AppEnv>(async (c, next) => {
  const length = c.req.header("content-length");
  const type = c.req.header("content-type");
  const hasBody = length ? length !== "0" : type !== undefined || c.req.header("transfer-encoding");
  const exempt = isSafeMethod(c.req.method) || isForeignPost(c.req.path) || takesFile(c.req.path);
  if (hasBody && !exempt && !/^application\/([\w.-]+\+)?json\b/i.test(type ?? "")) {
    throw httpErrors.unsupported_media_type();
  }
  await next();
});
