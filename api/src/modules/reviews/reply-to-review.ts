import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { requireThere } from "./judge-review.ts";
import { reviews } from "./tables.ts";

type Reply = { actorId: string; reviewId: string; reply: string | null };

/** Says below a review what the house has to say, in place of what it said; null takes that back. Throws `review_not_found`. */
export async function replyToReview(
  deps: Pick<Deps, "db" | "log">,
  { actorId, reviewId, reply }: Reply,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await requireThere(tx, reviewId);
    const repliedAt = reply === null ? null : sql`now()`;
    await tx.update(reviews).set({ reply, repliedAt }).where(eq(reviews.id, reviewId));
    await writeAudit(tx, deps, {
      ...{ actor: actorId, act: "review_replied", subject: publicId("rev", reviewId) },
      details: { taken_back: reply === null },
    });
  });
}
