import { desc, eq } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { taps } from "./tables.ts";

/** When a garment's chip last proved itself to us, and how. */
export async function lastTapOf(db: Db | Tx, garmentId: string) {
  const [tap] = await db
    .select({ kind: taps.kind, at: taps.at })
    .from(taps)
    .where(eq(taps.garmentId, garmentId))
    .orderBy(desc(taps.at))
    .limit(1);
  return tap ?? null;
}
