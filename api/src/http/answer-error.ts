import type { IncomingMessage } from "node:http";
import { DrizzleQueryError } from "drizzle-orm/errors";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { isUnavailable } from "../db/is-unavailable.ts";
import { AppError, httpErrors, invalidInput } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";

/** The only place where an error becomes an answer: a known one its own, anything else a logged 500. */
export function answerError(error: Error, c: Context<AppEnv>) {
  if (hungUp(error, c)) {
    // Nobody reads this answer; it makes the request's line in the log say what happened, as nginx does.
    return new Response(null, { status: 499 });
  }
  const known = toAppError(error);
  if (known.status >= 500) c.var.log.error({ err: known.cause ?? error }, "request failed");
  // What is left of the body is not read: the connection cannot carry another request.
  if (known.status === 413) c.header("Connection", "close");
  if (known.values.retryAfterSec) c.header("Retry-After", String(known.values.retryAfterSec));
  const { code, message, problems, shown } = known;
  const more = {
    ...(problems.length > 0 && { problems }),
    ...(Object.keys(shown).length > 0 && { values: shown }),
  };
  return c.json({ error: { code, message, requestId: c.var.requestId, ...more } }, known.status);
}

/** Whether the client went away before its body was here: its doing, and no error of ours. */
function hungUp(error: Error, c: Context<AppEnv>) {
  const bindings: { incoming?: IncomingMessage } = c.env ?? {};
  return !(error instanceof AppError) && bindings.incoming?.destroyed === true && !bindings.incoming.complete;
}

function toAppError(error: Error): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    // Hono throws these for a body that is not the JSON it says it is.
    return invalidInput([{ path: "body", message: error.message }], error);
  }
  if (error instanceof DrizzleQueryError && isUnstorableText(error.cause)) {
    return invalidInput([{ path: "body", message: "a text holds a character that no text has" }], error);
  }
  if (isUnavailable(error)) return httpErrors.unavailable({ retryAfterSec: 1 }, error);
  return httpErrors.internal({}, error);
}

/** PostgreSQL's text has no NUL: 22021 in a parameter, 22P05 in JSON. */
function isUnstorableText(cause: unknown) {
  return cause instanceof Error && "code" in cause && (cause.code === "22021" || cause.code === "22P05");
}
