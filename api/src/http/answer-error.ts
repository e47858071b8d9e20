import { DrizzleQueryError } from "drizzle-orm/errors";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { isUnavailable } from "../db/is-unavailable.ts";
import { AppError, httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";

/** The only place where an error becomes an answer: a known one its own, anything else a logged 500. */
export function answerError(error: Error, c: Context<AppEnv>) {
  const known = toAppError(error);
  if (known.status >= 500) c.var.log.error({ err: known.cause ?? error }, "request failed");
  if (known.values.retryAfterSec) c.header("Retry-After", String(known.values.retryAfterSec));
  return c.json(
    { error: { code: known.code, message: known.message, requestId: c.var.requestId } },
    known.status,
  );
}

function toAppError(error: Error): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    // Hono throws these for a body that is not the JSON it says it is.
    return httpErrors.invalid_input({ problems: error.message }, error);
  }
  if (error instanceof DrizzleQueryError && isUnstorableText(error.cause)) {
    return httpErrors.invalid_input({ problems: "the text holds a NUL character" }, error);
  }
  if (isUnavailable(error)) return httpErrors.unavailable({ retryAfterSec: 1 }, error);
  return httpErrors.internal({}, error);
}

/** PostgreSQL's text has no NUL: 22021 in a parameter, 22P05 in JSON. */
function isUnstorableText(cause: unknown) {
  return cause instanceof Error && "code" in cause && (cause.code === "22021" || cause.code === "22P05");
}
