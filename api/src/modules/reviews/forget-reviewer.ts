import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { reviewReports, reviewVotes } from "./tables.ts";

/** What somebody wrote stays, without a name; what they thought of others' reviews goes. */
export async function forgetReviewer(tx: Tx, userId: string): Promise<void> {
  await tx.delete(reviewVotes).where(eq(reviewVotes.userId, userId));
  await tx.update(reviewReports).set({ words: null }).where(eq(reviewReports.userId, userId));
}
