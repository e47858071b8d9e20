import Link from "next/link";
import { Button } from "@/ui/button.tsx";
import { filterHref } from "./filter.ts";
import type { ProductFilter } from "./queries.ts";
import { SubmitOnChange } from "./submit-on-change.tsx";
import { categoryWords, sortWords } from "./words.ts";

const tabs = [
  { category: undefined, words: "All" },
  ...Object.entries(categoryWords).map(([category, words]) => ({
    category: category as keyof typeof categoryWords,
    words,
  })),
];

/** Categories as links, search and sort as a GET form: all of it is in the address. */
export function CatalogueFilter({ filter }: { filter: ProductFilter }) {
  const control = "min-h-11 rounded-[2px] border border-line-strong bg-night px-3 hover:border-fog";
  return (
    <div className="mt-9 mb-10 flex flex-wrap items-end justify-between gap-x-8 gap-y-5 border-b border-line pb-5">
      <nav
        aria-label="Categories"
        className="-mx-4 flex max-w-[100vw] gap-6 overflow-x-auto px-4 sm:mx-0 sm:px-0"
      >
        {tabs.map(({ category, words }) => (
          <Link
            key={words}
            href={filterHref({ ...filter, category, collection: undefined })}
            prefetch={false}
            scroll={false}
            aria-current={category === filter.category && !filter.collection ? "page" : undefined}
            className="border-b-2 border-transparent py-2 whitespace-nowrap text-fog transition-colors hover:text-ice aria-[current=page]:border-acid aria-[current=page]:text-ice"
          >
            {words}
          </Link>
        ))}
      </nav>
      <form action="/products" method="get" className="flex w-full gap-3 sm:w-auto">
        {filter.category && <input type="hidden" name="category" value={filter.category} />}
        {filter.collection && <input type="hidden" name="collection" value={filter.collection} />}
        <input
          type="search"
          name="q"
          aria-label="Search the pieces"
          placeholder="Search"
          defaultValue={filter.q}
          className={`${control} w-0 flex-1 placeholder:text-mute sm:w-36`}
        />
        <select
          name="sort"
          aria-label="Sort by"
          key={filter.sort}
          defaultValue={filter.sort ?? "featured"}
          className={control}
        >
          {Object.entries(sortWords).map(([sort, words]) => (
            <option key={sort} value={sort}>
              {words}
            </option>
          ))}
        </select>
        <Button type="submit" look="quiet" size="small">
          Go
        </Button>
        <SubmitOnChange />
      </form>
    </div>
  );
}
