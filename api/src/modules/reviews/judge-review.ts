import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { reviewErrors } from "./errors.ts";
import { reviewReports, reviews } from "./tables.ts";

type Judge = { actorId: string; reviewId: string; hidden: boolean; reason: string };

/** The house has looked: a review is hidden, or shown, and its reports are done with. Throws `review_not_found`. */
export async function judgeReview(
  deps: Pick<Deps, "db" | "log">,
  { actorId, reviewId, hidden, reason }: Judge,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await requireThere(tx, reviewId);
    const state = hidden
      ? { hiddenAt: sql`coalesce(${reviews.hiddenAt}, now())`, hiddenBy: "house" as const }
      : { hiddenAt: null, hiddenBy: null };
    await tx.update(reviews).set(state).where(eq(reviews.id, reviewId));
    await tx
      .update(reviewReports)
      .set({ lookedAt: sql`coalesce(${reviewReports.lookedAt}, now())` })
      .where(eq(reviewReports.reviewId, reviewId));
    await writeAudit(tx, deps, {
      ...{ actor: actorId, act: hidden ? "review_hidden" : "review_shown" },
      ...{ subject: publicId("rev", reviewId), details: { reason } },
    });
  });
}

/** Holds a review. Throws `review_not_found`. */
export async function requireThere(tx: Tx, reviewId: string): Promise<void> {
  const [review] = await tx
    .select({ id: reviews.id })
    .from(reviews)
    .where(eq(reviews.id, reviewId))
    .for("update");
  if (!review) throw reviewErrors.review_not_found();
}
