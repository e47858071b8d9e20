import { maxCap } from "@flux/contracts";
import { DrizzleQueryError, max } from "drizzle-orm";
import { DatabaseError } from "pg";
import { lockName } from "../../db/lock.ts";
import type { Deps } from "../../deps.ts";
import { stockErrors } from "./errors.ts";
import { batches } from "./tables.ts";

type OpenBatch = {
  productId: string;
  /** How many pieces this run makes. No more ever follow. */
  cap: number;
  /** As many as one person may have of it; null: as many as they like. */
  perPerson?: number | null;
};

/**
 * Opens the next numbered run of a product. Its number becomes its id on chain, where `openBatchesOnChain` opens it
 * once its metadata is pinned. Throws `product_unknown`, `cap_out_of_range`.
 */
export async function openBatch({ db }: Pick<Deps, "db">, { productId, cap, perPerson = null }: OpenBatch) {
  if (!Number.isInteger(cap) || cap < 1 || cap > maxCap) throw stockErrors.cap_out_of_range({ cap });
  return db.transaction(async (tx) => {
    // Numbers follow each other without a gap, so two runs opened at once may not read the same last one.
    await lockName(tx, "batches.id");
    const [last] = await tx.select({ id: max(batches.id) }).from(batches);
    const batchId = (last?.id ?? 0) + 1;
    try {
      await tx.insert(batches).values({ id: batchId, productId, cap, perPerson });
    } catch (error) {
      throw isUnknownProduct(error) ? stockErrors.product_unknown({ productId }, error) : error;
    }
    return { batchId };
  });
}

/** Stock stands below products and cannot ask for one; the foreign key does. */
function isUnknownProduct(error: unknown) {
  return (
    error instanceof DrizzleQueryError &&
    error.cause instanceof DatabaseError &&
    error.cause.constraint?.startsWith("batches_product_id") === true
  );
}
