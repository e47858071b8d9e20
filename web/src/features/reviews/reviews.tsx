import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Stars } from "@/ui/stars.tsx";
import { findReviews, myReviews, reviewFilterOf, sorts } from "./queries.ts";
import { ReviewActs } from "./review-acts.tsx";
import { ReviewCard } from "./review-card.tsx";
import { SubmitOnChange } from "./submit-on-change.tsx";

type Query = Record<string, string | string[] | undefined>;

/** What buyers say of a product. What is shown of it stands in the page's address. */
export async function Reviews({ slug, query }: { slug: string; query: Query }) {
  const filter = reviewFilterOf(query);
  const [t, { items, nextCursor, rating, histogram }, mine] = await Promise.all([
    getTranslations("reviews.list"),
    findReviews(slug, filter),
    myReviews(slug),
  ]);
  const href = (changes: Query) => {
    const { after: _, reported: __, ...rest } = query;
    const all = Object.entries({ ...rest, ...changes }).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    );
    return `/products/${slug}?${new URLSearchParams(all)}#reviews`;
  };
  const here = href({});
  const isNarrowed = filter.stars !== undefined || filter.pictures !== undefined;
  const most = Math.max(1, ...histogram);
  return (
    <section id="reviews" className="page mt-20 scroll-mt-24">
      <h2 className="text-h2 font-extrabold">{t("title")}</h2>
      {query.reported === "1" && <Notice tone="good" title={t("reported")} />}
      {query.reported === "0" && <Notice tone="bad" title={t("notReported")} />}
      {items.length === 0 && !rating && !isNarrowed ? (
        <p className="mt-4 text-fog">{t("none")}</p>
      ) : (
        <div className="mt-6 grid items-start gap-x-14 gap-y-8 lg:grid-cols-[20rem_1fr]">
          <div>
            {rating && (
              <p className="flex items-center gap-4">
                <span className="text-4xl font-extrabold">{rating.average.toFixed(1)}</span>
                <span>
                  <Stars average={rating.average} label={t("average", rating)} className="h-6" />
                  <span className="block text-sm text-fog">{t("count", { count: rating.count })}</span>
                </span>
              </p>
            )}
            <ul className="mt-5 space-y-1">
              {[5, 4, 3, 2, 1].map((stars) => (
                <li key={stars}>
                  <Link
                    href={href({ stars: filter.stars === stars ? undefined : String(stars) })}
                    prefetch={false}
                    scroll={false}
                    aria-current={filter.stars === stars ? "true" : undefined}
                    className="grid min-h-9 grid-cols-[4.5rem_1fr_2rem] items-center gap-3 text-sm text-fog hover:text-ice aria-[current=true]:text-acid"
                  >
                    <span>{t("stars", { stars })}</span>
                    <span className="h-2 bg-raised">
                      <span
                        className="block h-2 bg-acid"
                        style={{ width: `${(100 * (histogram[stars - 1] ?? 0)) / most}%` }}
                      />
                    </span>
                    <span className="text-right font-mono">{histogram[stars - 1] ?? 0}</span>
                  </Link>
                </li>
              ))}
            </ul>
            <form
              action={`/products/${slug}#reviews`}
              method="get"
              className="mt-5 flex flex-wrap items-center gap-3"
            >
              {["size", "color", "stars"].map((name) => {
                const value = query[name];
                return (
                  typeof value === "string" && <input key={name} type="hidden" name={name} value={value} />
                );
              })}
              <select
                name="reviews"
                aria-label={t("sort")}
                key={filter.sort}
                defaultValue={filter.sort ?? "newest"}
                className="min-h-11 rounded-[2px] border border-line-strong bg-night px-3 hover:border-fog"
              >
                {sorts.map((sort) => (
                  <option key={sort} value={sort}>
                    {t(`order.${sort}`)}
                  </option>
                ))}
              </select>
              <label className="flex min-h-11 items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  name="pictures"
                  value="true"
                  key={filter.pictures}
                  defaultChecked={filter.pictures === "true"}
                  className="size-5 accent-acid"
                />
                {t("pictures")}
              </label>
              <Button type="submit" look="quiet" size="small">
                {t("go")}
              </Button>
              <SubmitOnChange />
            </form>
          </div>
          <div className="min-w-0">
            {items.length === 0 && <p className="text-fog">{t("noneOfThese")}</p>}
            {isNarrowed && (
              <ButtonLink href={href({ stars: undefined, pictures: undefined })} look="bare" size="small">
                {t("all")}
              </ButtonLink>
            )}
            {items.map((review) => (
              <ReviewCard key={review.id} review={review}>
                {mine.reviews.some(({ id }) => id === review.id) ? (
                  <p className="mt-3 text-sm text-acid">{t("yours")}</p>
                ) : (
                  <ReviewActs review={review} helped={mine.helpful.includes(review.id)} back={here} />
                )}
              </ReviewCard>
            ))}
            {nextCursor && (
              <ButtonLink href={href({ after: nextCursor })} look="quiet">
                {t("more")}
              </ButtonLink>
            )}
          </div>
        </div>
      )}
    </section>
  );
}
