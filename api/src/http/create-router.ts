import { OpenAPIHono } from "@hono/zod-openapi";
import type { Logger } from "pino";
import type { SessionUser } from "../caller.ts";
import type { ApiDeps } from "../deps.ts";
import { httpErrors } from "../errors.ts";

export type AppEnv = {
  Variables: {
    deps: ApiDeps;
    requestId: string;
    log: Logger;
    /** Who sends the request; null when signed out. `requireUser` narrows it. */
    user: SessionUser | null;
  };
};

/** A router whose every refused input is the one error shape, with the field's path in the sentence. */
export function createRouter() {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const problems = result.error.issues
        .map((issue) => `${[result.target, ...issue.path].join(".")}: ${issue.message}`)
        .join("; ");
      throw httpErrors.invalid_input({ problems });
    },
  });
}
