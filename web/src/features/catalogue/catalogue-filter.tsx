import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button.tsx";
import { filterHref } from "./filter.ts";
import { categories, type ProductFilter, sorts } from "./queries.ts";
import { SubmitOnChange } from "./submit-on-change.tsx";

/** Categories as links, search and sort as a GET form: all of it is in the address. */
export function CatalogueFilter({ filter }: { filter: ProductFilter }) {
  const t = useTranslations("catalogue");
  const control = "min-h-11 rounded-[2px] border border-line-strong bg-night px-3 hover:border-fog";
  return (
    <div className="mt-9 mb-10 flex flex-wrap items-end justify-between gap-x-8 gap-y-5 border-b border-line pb-5">
      <nav
        aria-label={t("filter.categories")}
        className="-mx-4 flex max-w-[100vw] gap-6 overflow-x-auto px-4 sm:mx-0 sm:px-0"
      >
        {[undefined, ...categories].map((category) => (
          <Link
            key={category ?? "all"}
            href={filterHref({ ...filter, category, collection: undefined })}
            prefetch={false}
            scroll={false}
            aria-current={category === filter.category && !filter.collection ? "page" : undefined}
            className="border-b-2 border-transparent py-2 whitespace-nowrap text-fog transition-colors hover:text-ice aria-[current=page]:border-acid aria-[current=page]:text-ice"
          >
            {category ? t(`category.${category}`) : t("filter.all")}
          </Link>
        ))}
      </nav>
      <form action="/products" method="get" className="flex w-full gap-3 sm:w-auto">
        {filter.category && <input type="hidden" name="category" value={filter.category} />}
        {filter.collection && <input type="hidden" name="collection" value={filter.collection} />}
        <input
          type="search"
          name="q"
          aria-label={t("filter.search")}
          placeholder={t("filter.hint")}
          defaultValue={filter.q}
          className={`${control} w-0 flex-1 placeholder:text-mute sm:w-36`}
        />
        <select
          name="sort"
          aria-label={t("filter.sort")}
          key={filter.sort}
          defaultValue={filter.sort ?? "featured"}
          className={control}
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {t(`filter.order.${sort}`)}
            </option>
          ))}
        </select>
        <Button type="submit" look="quiet" size="small">
          {t("filter.go")}
        </Button>
        <SubmitOnChange />
      </form>
    </div>
  );
}
