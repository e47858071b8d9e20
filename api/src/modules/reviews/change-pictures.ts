import { and, eq } from "drizzle-orm";
import type { Sent } from "../../adapters/pictures/pictures.ts";
import type { ApiDeps, Deps } from "../../deps.ts";
import { exchangeUploads } from "../uploads/exchange-uploads.ts";
import { keepUpload } from "../uploads/keep-upload.ts";
import { lockChangeable } from "./edit-review.ts";
import { reviewErrors } from "./errors.ts";
import { mostPictures } from "./limits.ts";
import type { OwnReview } from "./lock-own-review.ts";
import { reviewPictures } from "./tables.ts";

type AddPicture = OwnReview & { sent: Sent };

/**
 * Shows one more picture with somebody's review; the same one twice is shown once. Throws `review_not_found`,
 * `review_hidden`, `review_too_old`, `too_many_pictures` and the `sendingErrors`.
 */
export async function addPicture(
  deps: Pick<ApiDeps, "db" | "jobs" | "pictures" | "storage">,
  { sent, ...own }: AddPicture,
): Promise<void> {
  // Before anything is drawn: a stranger's bytes cost something.
  await deps.db.transaction((tx) => lockChangeable(tx, own));
  const name = await keepUpload(deps, { kind: "review", userId: own.userId, sent });
  await deps.db.transaction(async (tx) => {
    const { id: reviewId } = await lockChangeable(tx, own);
    await exchangeUploads(deps, tx, { comes: [name], goes: [] });
    await tx.insert(reviewPictures).values({ reviewId, name }).onConflictDoNothing();
    const shown = await tx.$count(reviewPictures, eq(reviewPictures.reviewId, reviewId));
    if (shown > mostPictures) throw reviewErrors.too_many_pictures({ most: mostPictures });
  });
}

/** Takes a picture off; one that is not there is as good. Throws `review_not_found`, `review_hidden`, `review_too_old`. */
export async function removePicture(
  deps: Pick<Deps, "db" | "jobs">,
  { name, ...own }: OwnReview & { name: string },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { id } = await lockChangeable(tx, own);
    const gone = await tx
      .delete(reviewPictures)
      .where(and(eq(reviewPictures.reviewId, id), eq(reviewPictures.name, name)));
    if (gone.rowCount) await exchangeUploads(deps, tx, { comes: [], goes: [name] });
  });
}
