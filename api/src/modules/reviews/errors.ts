import { defineErrors } from "../../errors.ts";

export const reviewErrors = defineErrors({
  review_not_found: [404, "There is no such review."],
  piece_not_found: [404, "This order has no such piece."],
  not_reviewable_yet: [
    409,
    "This piece is not yours yet. Review it once it is paid for and its twin is minted.",
  ],
  piece_given_back: [409, "The money for this piece went back, so there is nothing to review."],
  already_reviewed: [409, "You have reviewed this piece already. Change that review instead."],
  review_too_old: [409, "A review can be changed for {days} days. You can still delete it."],
  review_hidden: [
    409,
    "This review is hidden and stays as it is until we have looked at it. Write to us about it.",
  ],
  own_review: [409, "This review is yours. Others say whether it helps or should go."],
  too_many_pictures: [409, "A review takes {most} pictures at most. Remove one first."],
});
