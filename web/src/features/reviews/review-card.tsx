import { useTranslations } from "next-intl";
import { Badge } from "@/ui/badge.tsx";
import { Stars } from "@/ui/stars.tsx";
import { formatDay } from "@/ui/time.tsx";
import type { Review } from "./queries.ts";
import { ReviewPictures } from "./review-pictures.tsx";

/** What a buyer says, as text: nothing in it becomes a link or a tag. */
export function ReviewCard({
  review,
  children,
}: {
  review: Omit<Review, "author"> & { author?: string | null };
  children?: React.ReactNode;
}) {
  const t = useTranslations("reviews.card");
  const { stars, title, text, verified, size, color, createdAt, editedAt, reply } = review;
  return (
    <article className="border-t border-line py-6 wrap-anywhere">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Stars average={stars} label={t("stars", { stars })} />
        {verified && <Badge tone="lit">{t("verified")}</Badge>}
      </div>
      {title && <h3 className="mt-3 text-h3 font-bold">{title}</h3>}
      <p className="mt-2 max-w-(--container-text) whitespace-pre-line">{text}</p>
      <ReviewPictures pictures={review.pictures} />
      <p className="mt-3 text-sm text-fog">
        {review.author ?? t("buyer")} · {size}, {color} ·{" "}
        {editedAt ? t("edited", { day: formatDay(editedAt) }) : formatDay(createdAt)}
      </p>
      {reply && (
        <div className="mt-4 border-l-4 border-uv bg-panel px-4 py-3">
          <p className="label text-uv-text">{t("reply")}</p>
          <p className="mt-1 whitespace-pre-line">{reply.text}</p>
        </div>
      )}
      {children}
    </article>
  );
}
