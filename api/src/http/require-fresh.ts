import { createMiddleware } from "hono/factory";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";

/** How long it counts that somebody showed who they are. */
export const freshMs = 10 * 60_000;

/** Stops who did not show in the last ten minutes that it is them: see POST /api/auth/confirm. Stands behind requireUser. */
export const requireFresh = createMiddleware<AppEnv>(async (c, next) => {
  const confirmedAt = c.var.session?.confirmedAt.getTime() ?? 0;
  if (Date.now() - confirmedAt > freshMs) throw httpErrors.confirmation_needed();
  await next();
});
