import { DrizzleQueryError } from "drizzle-orm";
import pg from "pg";

/** Whether a query failed because this constraint allows no second such row. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === "23505" && cause.constraint === constraint;
}
