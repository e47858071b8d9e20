import { getTranslations } from "next-intl/server";
import { countOf } from "./choices-of.ts";
import { filterHref, pageSize, type Wish } from "./filter.ts";
import { FilterChips } from "./filter-chips.tsx";
import { FilterForm } from "./filter-form.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { ProductCard } from "./product-card.tsx";
import { findFacets, findShown } from "./queries.ts";

/** The products of a filter, and all that they can be narrowed down by. */
export async function Catalogue({ wish }: { wish: Wish }) {
  const { filter, shown } = wish;
  const [t, { items, more }, now, all] = await Promise.all([
    getTranslations("catalogue"),
    findShown(wish),
    findFacets(filter),
    findFacets({}),
  ]);
  const title = filter.category ? t(`category.${filter.category}`) : (filter.collection ?? t("page.title"));
  const count = Math.max(countOf(filter, now), items.length);
  return (
    <>
      <h1 className="text-h1 font-extrabold wrap-anywhere">{title}</h1>
      <p className="mt-3 text-lg text-fog">
        <span role="status" tabIndex={-1} data-count className="outline-none">
          {t("page.count", { count })}
        </span>{" "}
        {t("page.numbered")}
      </p>
      <div className="mt-9 grid items-start gap-x-12 gap-y-8 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <FilterForm filter={filter} all={all} now={now} count={count} />
        <section
          aria-label={t("page.found")}
          className="min-h-dvh transition-opacity duration-[220ms] group-data-waits/live:opacity-50"
        >
          <FilterChips filter={filter} />
          {items.length === 0 ? (
            <NothingFound filter={filter} />
          ) : (
            <div className="grid grid-cols-1 gap-x-6 gap-y-12 sm:grid-cols-2 xl:grid-cols-3">
              {items.map((product, index) => (
                <div key={product.id} id={`product-${index + 1}`} className="min-w-0">
                  <ProductCard
                    product={product}
                    heading="h2"
                    choice={filter}
                    eager={index < 3}
                    sizes="(min-width: 1280px) 310px, (min-width: 640px) 46vw, 92vw"
                  />
                </div>
              ))}
            </div>
          )}
          {more && (
            <a
              href={`${filterHref(filter, shown + pageSize)}#product-${shown + 1}`}
              data-filter
              data-stays
              className="mt-12 flex min-h-14 items-center justify-center border border-line-strong hover:border-ice hover:bg-raised"
            >
              {t("page.more", { shown: items.length, count })}
            </a>
          )}
        </section>
      </div>
    </>
  );
}
