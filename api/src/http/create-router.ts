import { OpenAPIHono } from "@hono/zod-openapi";
import type { Logger } from "pino";
import type { ApiKey, Session, SessionUser } from "../caller.ts";
import type { ApiDeps } from "../deps.ts";
import { invalidInput } from "../errors.ts";

export type AppEnv = {
  Variables: {
    deps: ApiDeps;
    requestId: string;
    log: Logger;
    /** Who sends the request; null when signed out. `requireUser` narrows it. */
    user: SessionUser | null;
    /** Through which session; null when signed out. */
    session: Session | null;
    /** With which API key; null for people. Such a request has a `user` only behind a permission of the key's. */
    apiKey: ApiKey | null;
  };
};

/** A router whose every refused input is the one error shape, with the path of each refused field. */
export function createRouter() {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const { target } = result;
      throw invalidInput(
        result.error.issues.map(({ path, message }) => ({
          path: (target === "json" || target === "form" ? path : [target, ...path]).join(".") || "body",
          message,
        })),
      );
    },
  });
}
