import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { whyRefused } from "@/features/account/why-refused.ts";
import { findOrder } from "@/features/orders/queries.ts";
import { deleteReview, removePicture } from "@/features/reviews/actions.ts";
import { ForgetDraft } from "@/features/reviews/forget-draft.tsx";
import { reviewPath } from "@/features/reviews/paths.ts";
import { orderPiece } from "@/features/reviews/queries.ts";
import { ReviewCard } from "@/features/reviews/review-card.tsx";
import { ReviewForm } from "@/features/reviews/review-form.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reviews.page");
  return { title: t("tab") };
}

export default async function ReviewPage({ params, searchParams }: Page<{ id: string }>) {
  const [{ id }, { item, saved, picture }] = await Promise.all([params, searchParams]);
  if (typeof item !== "string") notFound();
  const [t, { reviews: words, account }, order, { mayReview, review }] = await Promise.all([
    getTranslations("reviews.page"),
    getMessages(),
    findOrder(id),
    orderPiece(id, item),
  ]);
  const piece = order.items.find((one) => one.id === item) ?? notFound();
  const here = reviewPath(id, item);
  const mayChange = review ? !review.hidden && new Date(review.editableUntil) > new Date() : mayReview;
  const wrong = typeof picture === "string" && picture !== "shown" ? picture : undefined;
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <div>
        <h1 className="text-h1 font-extrabold">{t("title", { name: piece.product.name })}</h1>
        <p className="mt-2 text-fog">
          {piece.size} · {piece.color}
        </p>
      </div>
      {saved && review && (
        <Notice tone="good" title={t("saved")}>
          <ForgetDraft item={item} />
        </Notice>
      )}
      {wrong && (
        <Notice
          tone="bad"
          title={wrong === "too_many_pictures" ? t("tooMany") : account.avatarForm[whyRefused(wrong)]}
        />
      )}
      {review?.hidden && <Notice tone="warning" title={t("hidden")} />}
      {!review && !mayReview && <Notice tone="info" title={t("notYet")} />}
      {review && <ReviewCard review={review} />}
      {review && mayChange && (
        <Panel className="space-y-5">
          <h2 className="text-h3 font-bold">{t("pictures", { left: 4 - review.pictures.length })}</h2>
          <ul className="flex flex-wrap gap-4">
            {review.pictures.map((path, at) => (
              <li key={path}>
                <form action={removePicture}>
                  <input type="hidden" name="id" value={review.id} />
                  <input type="hidden" name="name" value={path.split("/").at(-1)} />
                  <input type="hidden" name="back" value={here} />
                  <SubmitButton look="danger" size="small" busy={t("removing")}>
                    {t("remove", { number: at + 1 })}
                  </SubmitButton>
                </form>
              </li>
            ))}
          </ul>
          {review.pictures.length < 4 && (
            <form
              action={`/orders/${id}/review/picture?${new URLSearchParams({ item, review: review.id })}`}
              method="post"
              encType="multipart/form-data"
              className="space-y-4"
            >
              <label htmlFor="field-picture" className="block text-sm font-medium">
                {t("choose")}
              </label>
              <input
                id="field-picture"
                type="file"
                name="picture"
                accept="image/jpeg,image/png"
                required
                className="block min-h-12 w-full rounded-[2px] border border-line-strong bg-night text-sm text-fog file:mr-4 file:min-h-12 file:cursor-pointer file:border-0 file:border-r file:border-line-strong file:bg-raised file:px-4 file:text-ice"
              />
              <SubmitButton look="quiet" busy={t("adding")}>
                {t("add")}
              </SubmitButton>
            </form>
          )}
        </Panel>
      )}
      {mayChange && (
        <Panel>
          {review && <h2 className="mb-5 text-h3 font-bold">{t("change")}</h2>}
          <ReviewForm key={review?.editedAt} orderId={id} item={item} review={review} words={words.form} />
        </Panel>
      )}
      <div className="flex flex-wrap gap-4">
        <ButtonLink href={`/orders/${id}`} look="quiet">
          {t("back")}
        </ButtonLink>
        {review && !review.hidden && (
          <form action={deleteReview}>
            <input type="hidden" name="id" value={review.id} />
            <input type="hidden" name="back" value={here} />
            <SubmitButton look="danger" busy={t("removing")}>
              {t("delete")}
            </SubmitButton>
          </form>
        )}
      </div>
    </div>
  );
}
