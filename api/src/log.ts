import { DrizzleQueryError } from "drizzle-orm/errors";
import { type DestinationStream, pino, stdSerializers } from "pino";
import type { Env } from "./env.ts";

/** Lines of JSON on standard output. What opens a door never stands in them. */
export function createLog({ LOG_LEVEL }: Pick<Env, "LOG_LEVEL">, to?: DestinationStream) {
  const options = {
    level: LOG_LEVEL,
    redact: ["req.headers.authorization", "req.headers.cookie", "password", "token", "privateKey"],
    serializers: { err: serializeError },
  };
  return to ? pino(options, to) : pino(options);
}

/**
 * An error without people's data. PostgreSQL quotes the row in its message, detail, hint and where; the parameters of a
 * query hold password hashes and addresses. What is left says which rule of which table failed, and where.
 */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  if (error instanceof DrizzleQueryError) {
    const cause = error.cause instanceof Error ? serializeDatabaseError(error.cause) : {};
    return { ...cause, stack: framesOf(error), query: withoutLiterals(error.query) };
  }
  if (isDatabaseError(error)) return serializeDatabaseError(error);
  if (!holdsDatabaseError(error)) return stdSerializers.err(error);
  // pino's own would join the messages and stacks of all causes.
  return {
    type: error.name,
    message: error.message,
    stack: framesOf(error),
    cause: serializeError(error.cause),
  };
}

type DatabaseError = Error &
  Partial<Record<"code" | "constraint" | "schema" | "table" | "column" | "routine", string>>;

function serializeDatabaseError(error: DatabaseError) {
  const { code, constraint, schema, table, column, routine } = error;
  const message = error.message.replace(/"[^"]*"/g, '"…"');
  return {
    ...{ type: "DatabaseError", message, code, constraint, schema, table, column, routine },
    stack: framesOf(error),
  };
}

function isDatabaseError(error: Error): boolean {
  return "severity" in error && "code" in error;
}

function holdsDatabaseError({ cause }: Error): boolean {
  if (!(cause instanceof Error)) return false;
  return cause instanceof DrizzleQueryError || isDatabaseError(cause) || holdsDatabaseError(cause);
}

/** The stack without its first lines, where the message stands. */
function framesOf({ stack = "" }: Error) {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}

const withoutLiterals = (query: string) => query.replace(/'(?:[^']|'')*'/g, "'…'");
