import { useTranslations } from "next-intl";
import { formatMoney } from "@/ui/price.tsx";
import { filterHref, type ProductFilter } from "./filter.ts";

/** What is chosen, each with the way to take it out again. */
export function FilterChips({ filter }: { filter: ProductFilter }) {
  const t = useTranslations("catalogue");
  const { sort, ...chosen } = filter;
  const names = Object.keys(chosen) as (keyof typeof chosen)[];
  if (names.length === 0) return null;
  return (
    <ul aria-label={t("chips.chosen")} className="mb-8 flex flex-wrap items-center gap-2.5">
      {names.map((name) => (
        <li key={name} className="max-w-full">
          <a
            href={filterHref({ ...filter, [name]: undefined })}
            data-filter
            className="flex min-h-10 items-center gap-2.5 border border-line-strong bg-panel px-3 text-sm hover:border-ice"
          >
            <span className="sr-only">{t("chips.without")}</span>
            <span className="min-w-0 truncate">{wordsOf(name)}</span>
            <span aria-hidden className="font-mono text-fog">
              ×
            </span>
          </a>
        </li>
      ))}
      <li>
        <a
          href={filterHref({ sort })}
          data-filter
          className="flex min-h-10 items-center px-2 text-sm underline decoration-line-strong underline-offset-4 hover:decoration-acid"
        >
          {t("chips.clear")}
        </a>
      </li>
    </ul>
  );

  function wordsOf(name: keyof typeof chosen): string {
    const { category, batch, minPrice, maxPrice, q } = filter;
    if (name === "category" && category) return t(`category.${category}`);
    if (name === "inStock") return t("filter.inStock");
    if (name === "vaulted") return t("filter.vaulted");
    if (name === "batch") return t("batch", { number: String(batch).padStart(3, "0") });
    if (name === "minPrice" && minPrice !== undefined) return t("chips.from", { price: rupees(minPrice) });
    if (name === "maxPrice" && maxPrice !== undefined) return t("chips.upTo", { price: rupees(maxPrice) });
    if (name === "q" && q) return t("chips.words", { q });
    return String(filter[name]);
  }
}

const rupees = (amount: number) => formatMoney({ amount, currency: "INR" });
