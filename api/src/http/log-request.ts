import { randomUUID } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { ApiDeps } from "../deps.ts";
import type { AppEnv } from "./create-router.ts";

/** Gives every request its id, its log and the dependencies, and writes one line about it. No query, no body. */
export const logRequest = (deps: ApiDeps) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const requestId = randomUUID();
    const log = deps.log.child({ requestId });
    c.set("deps", { ...deps, log, jobs: deps.jobs.ofRequest(requestId) });
    c.set("requestId", requestId);
    c.set("log", log);
    c.header("X-Request-Id", requestId);
    const startedMs = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedMs);
    log.info({ method: c.req.method, path: c.req.path, status: c.res.status, ms }, "request");
  });
