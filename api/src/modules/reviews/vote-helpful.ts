import { and, eq } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { reviewErrors } from "./errors.ts";
import { findShown } from "./queries.ts";
import { reviewVotes } from "./tables.ts";

type Vote = { userId: string; reviewId: string };

/** Says that a review helped somebody, once a person. Throws `review_not_found`, `own_review`. */
export async function voteHelpful({ db }: Pick<Deps, "db">, vote: Vote): Promise<void> {
  await requireOthers(db, vote);
  await db.insert(reviewVotes).values(vote).onConflictDoNothing();
}

/** Takes that back; what was never said is as good. */
export async function takeBackVote({ db }: Pick<Deps, "db">, { userId, reviewId }: Vote): Promise<void> {
  await db.delete(reviewVotes).where(and(eq(reviewVotes.reviewId, reviewId), eq(reviewVotes.userId, userId)));
}

/** Throws unless this is a review that is shown, of somebody else. */
export async function requireOthers(db: Db | Tx, { userId, reviewId }: Vote): Promise<void> {
  const review = await findShown(db, reviewId);
  if (!review) throw reviewErrors.review_not_found();
  if (review.userId === userId) throw reviewErrors.own_review();
}
