import { eq } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { batches } from "./tables.ts";

/** Writes down where the metadata of a batch's twins is pinned. */
export async function recordBatchUri(
  { db }: Pick<Deps, "db">,
  { batchId, uri }: { batchId: number; uri: string },
) {
  await db.update(batches).set({ uri }).where(eq(batches.id, batchId));
}
