import { sql } from "drizzle-orm";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { type IndexerProgress, readIndexerProgress } from "./chain.ts";
import type { Db, Tx } from "./client.ts";

/**
 * Reads from one snapshot of the indexer's views, and of our own tables: what `read` sees is all of one moment, `asOf`.
 * Null while the views are not there: before the indexer has run, and while a new build is being read.
 */
export async function inViews<T>(
  db: Db,
  read: (tx: Tx, asOf: IndexerProgress) => Promise<T>,
): Promise<T | null> {
  try {
    return await db.transaction(
      async (tx) => {
        // Before the snapshot, which the next statement takes: views that are swapped after it would show nothing.
        await tx.execute(sql`lock table chain._ponder_checkpoint, chain.token in access share mode`);
        const asOf = await readIndexerProgress(tx);
        return asOf && (await read(tx, asOf));
      },
      { isolationLevel: "repeatable read" },
    );
  } catch (error) {
    if (isWithoutViews(error)) return null;
    throw error;
  }
}

// PostgreSQL's Appendix A: no such table, column or schema.
const missing = new Set(["42P01", "42703", "3F000"]);

/** Whether a question failed because the indexer's views are not there, or not those of this build. */
export function isWithoutViews(error: unknown): boolean {
  if (!(error instanceof DrizzleQueryError) || !/"?\bchain"?\./.test(error.query)) return false;
  const { cause } = error;
  return cause instanceof Error && "code" in cause && missing.has(String(cause.code));
}
