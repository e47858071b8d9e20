import { randomUUID } from "node:crypto";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { Deps } from "./deps.ts";
import { createRouter } from "./http/create-router.ts";
import { AppError, httpErrors } from "./http/error.ts";
import { loadSession } from "./http/session.ts";
import { authRoutes } from "./modules/auth/routes.ts";
import { healthRoutes } from "./modules/health/routes.ts";

const bodyLimitBytes = 256 * 1024;

/** The table of contents of the API: what every request passes, then one line a module. */
export function createApp(deps: Deps) {
  const app = createRouter();

  app.use(async (c, next) => {
    const requestId = randomUUID();
    const log = deps.log.child({ requestId });
    c.set("deps", { ...deps, log });
    c.set("requestId", requestId);
    c.set("log", log);
    c.header("X-Request-Id", requestId);
    const startedMs = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedMs);
    log.info({ method: c.req.method, path: c.req.path, status: c.res.status, ms }, "request");
  });

  app.onError((error, c) => {
    const known = toAppError(error);
    if (known.status >= 500) c.var.log.error({ err: error }, "request failed");
    if (known.values.retryAfterSec) c.header("Retry-After", String(known.values.retryAfterSec));
    return c.json(
      { error: { code: known.code, message: known.message, requestId: c.var.requestId } },
      known.status,
    );
  });
  app.notFound(() => {
    throw httpErrors.not_found();
  });

  app.use(
    "/api/*",
    bodyLimit({
      maxSize: bodyLimitBytes,
      onError: () => {
        throw httpErrors.body_too_large({ limitBytes: bodyLimitBytes });
      },
    }),
    loadSession,
  );

  app.route("/", healthRoutes);
  app.route("/", authRoutes);

  return app;
}

function toAppError(error: Error): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    // Hono throws these for a body that is not the JSON it says it is.
    return httpErrors.invalid_input({ problems: error.message });
  }
  return httpErrors.internal({}, error);
}
