import { inArray, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { uploadErrors } from "./errors.ts";
import { sweepUploads } from "./sweep-uploads.ts";
import { uploads } from "./tables.ts";

/** Names of files: `comes` are used from this transaction on, `goes` are not any more where they were. */
type Exchange = { comes: string[]; goes: string[] };

/**
 * Says of files that a row begins or ceases to point at them. Call it before the row is written. What nothing points
 * at then is swept at once. Throws `upload_gone` for one that is not there (any more).
 */
export async function exchangeUploads(
  { jobs }: Pick<Deps, "jobs">,
  tx: Tx,
  { comes, goes }: Exchange,
): Promise<void> {
  const left = goes.filter((name) => !comes.includes(name));
  // All in one order: two people who take each other's picture wait for one another, not both.
  const there = await tx
    .select({ name: uploads.name })
    .from(uploads)
    .where(inArray(uploads.name, [...comes, ...left]))
    .orderBy(uploads.name)
    .for("no key update");
  if (comes.some((name) => !there.some((row) => row.name === name))) throw uploadErrors.upload_gone();
  await tx.update(uploads).set({ sweepAfter: null }).where(inArray(uploads.name, comes));
  if (left.length === 0) return;
  // Never sooner than who has just sent the same picture was promised.
  const sweepAfter = sql`greatest(${uploads.sweepAfter}, now())`;
  await tx.update(uploads).set({ sweepAfter }).where(inArray(uploads.name, left));
  await jobs.add(tx, sweepUploads, {});
}
