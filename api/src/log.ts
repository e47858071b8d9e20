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

/** A failed query is logged without its parameters, where people's data and password hashes stand. */
function serializeError(error: unknown) {
  if (!(error instanceof DrizzleQueryError)) return serializeCause(error);
  return { ...serializeCause(error.cause), query: error.query };
}

function serializeCause(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  // PostgreSQL's detail quotes the row: `Key (email)=(…) already exists.`
  const { detail: _, ...rest } = stdSerializers.err(error);
  return rest;
}
