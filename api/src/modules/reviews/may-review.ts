import type { BoughtPiece } from "../orders/lock-bought-piece.ts";
import { reviewErrors } from "./errors.ts";

type Piece = Pick<BoughtPiece, "orderState" | "isMinted" | "isPaidBack">;

/**
 * Why a piece can't be reviewed; null: it can. Nothing says yet that a parcel arrived, so a minted piece of a paid order
 * will do; once deliveries are in the books this becomes `delivered` alone.
 */
export function whyNotReviewable({ orderState, isMinted, isPaidBack }: Piece) {
  if (isPaidBack || orderState === "cancelled") return reviewErrors.piece_given_back;
  if (orderState === "delivered" || orderState === "shipped") return null;
  return orderState === "confirmed" && isMinted ? null : reviewErrors.not_reviewable_yet;
}
