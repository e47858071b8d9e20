import { DrizzleQueryError } from "drizzle-orm";
import pg from "pg";

/** Whether a row could not be deleted because another one points at it, or could not point at one that is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  return codeOf(error) === "23503";
}

/** Whether a lock was waited for as long as this transaction may. */
export function isLockTimeout(error: unknown): boolean {
  return codeOf(error) === "55P03";
}

function codeOf(error: unknown) {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof pg.DatabaseError ? cause.code : undefined;
}
