import type { Metadata } from "next";
import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import type { Page } from "@/app/page-props.ts";
import { one, orOutside } from "@/features/admin/queries.ts";
import { JudgeForm, ReplyForm } from "@/features/admin/review-forms.tsx";
import { ReviewCard } from "@/features/reviews/review-card.tsx";
import { Badge } from "@/ui/badge.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.reviews");
  return { title: t("title") };
}

const queues = ["reported", "hidden", "all"] as const;

export default async function AdminReviewsPage({ searchParams }: Page) {
  const query = await searchParams;
  const which = queues.find((known) => known === query.which) ?? "reported";
  const cursor = one(query.after);
  const asked = { which, ...(cursor && { cursor }) };
  const [t, { admin: words }, answer] = await Promise.all([
    getTranslations("admin.reviews"),
    getMessages(),
    (await api()).GET("/api/admin/reviews", { params: { query: asked } }),
  ]);
  const { items, nextCursor } = await orOutside(answer, `/admin/reviews?which=${which}`);
  return (
    <>
      <h1 className="text-h2 font-extrabold">{t("title")}</h1>
      <nav aria-label={t("title")} className="mt-4 flex gap-6">
        {queues.map((queue) => (
          <Link
            key={queue}
            href={`/admin/reviews?which=${queue}`}
            prefetch={false}
            aria-current={queue === which ? "page" : undefined}
            className="border-b-2 border-transparent py-2 text-fog hover:text-ice aria-[current=page]:border-acid aria-[current=page]:text-ice"
          >
            {t(`which.${queue}`)}
          </Link>
        ))}
      </nav>
      {query.done && <Notice tone="good" title={t("done")} />}
      {items.length === 0 && <p className="py-16 text-center text-fog">{t("none")}</p>}
      {items.map((review) => (
        <div key={review.id} className="grid items-start gap-x-10 lg:grid-cols-[1fr_22rem]">
          <ReviewCard review={review}>
            <p className="mt-2 flex flex-wrap items-center gap-4 text-sm">
              <Link
                href={`/products/${review.product.slug}`}
                prefetch={false}
                className="underline underline-offset-4"
              >
                {review.product.name}
              </Link>
              <Link
                href={`/admin/people/${review.person}`}
                prefetch={false}
                className="underline underline-offset-4"
              >
                {t("author")}
              </Link>
              {review.hidden && <Badge tone="gone">{t(`by.${review.hidden.by}`)}</Badge>}
            </p>
            <ul className="mt-3 space-y-1 text-sm text-fog">
              {review.reports.map((report) => (
                <li key={report.person}>
                  {t(`reason.${report.reason}`)}
                  {report.words && <q className="ml-2 text-ice">{report.words}</q>}
                </li>
              ))}
            </ul>
          </ReviewCard>
          <div className="space-y-6 pb-8 lg:pt-6">
            <JudgeForm id={review.id} hidden={review.hidden !== null} words={words.reviewForms} />
            <ReplyForm id={review.id} reply={review.reply?.text ?? ""} words={words.reviewForms} />
          </div>
        </div>
      ))}
      {nextCursor && (
        <ButtonLink href={`/admin/reviews?${new URLSearchParams({ which, after: nextCursor })}`} look="quiet">
          {t("older")}
        </ButtonLink>
      )}
    </>
  );
}
