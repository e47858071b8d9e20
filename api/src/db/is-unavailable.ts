import { DrizzleQueryError } from "drizzle-orm/errors";
import { isWithoutViews } from "./in-views.ts";

// PostgreSQL's Appendix A: a lock that was waited for too long, a cancelled statement, a transaction that stood still,
// too many connections, a server that is shutting down or starting.
const codes = new Set(["55P03", "57014", "25P03", "53300", "57P01", "57P02", "57P03"]);
const sockets = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

/** Whether the database could not answer now, though nothing is wrong with the question: it may be asked again. */
export function isUnavailable(error: unknown): boolean {
  if (isWithoutViews(error)) return true;
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(cause instanceof Error)) return false;
  const code = "code" in cause ? String(cause.code) : "";
  // node-postgres gives no code when its pool has waited too long, or the connection was cut.
  return (
    codes.has(code) ||
    code.startsWith("08") ||
    sockets.has(code) ||
    /^timeout exceeded when trying to connect|^Connection terminated|^Client has encountered/.test(
      cause.message,
    )
  );
}
