import type { paths } from "@/api.gen.ts";

type Asked = NonNullable<paths["/api/products"]["get"]["parameters"]["query"]>;
export type ProductFilter = Omit<Asked, "cursor" | "limit">;
/** What the address asks for: a filter of the API's, and how many of the products to show. */
export type Wish = { filter: ProductFilter; shown: number };
export type Query = Record<string, string | string[] | undefined>;

export const categories = ["hoodies", "tops", "bottoms", "outerwear", "accessories"] as const;
/** Those that somebody chooses; without one it is our order, or the best match of a search. */
export const sorts = ["newest", "rating", "price_asc", "price_desc", "name"] as const;
export const pageSize = 24;
const mostShown = 300;

// What the API refuses because nobody sees it (see its input/text.ts), and what stands for a character that is none.
const unseen = /[\ufffd\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/** The filter in the address, prices in rupees. What is none of ours is left out, and what is too long is cut. */
export function readWish(query: Query): Wish {
  const filter: ProductFilter = {};
  const [min, max] = [paiseOf(query.min), paiseOf(query.max)];
  const turned = min !== undefined && max !== undefined && min > max;
  set("category", oneOf(categories, query.category));
  set("collection", textOf(query.collection, 60));
  set("badge", textOf(query.badge, 60));
  set("size", textOf(query.size, 20));
  set("color", textOf(query.color, 60));
  set("minPrice", turned ? max : min);
  set("maxPrice", turned ? min : max);
  set("inStock", query.inStock === "true" ? "true" : undefined);
  set("vaulted", query.vaulted === "true" ? "true" : undefined);
  set("batch", wholeOf(query.batch, 1_000_000));
  set("q", textOf(query.q, 80));
  set("sort", oneOf(sorts, query.sort));
  return { filter, shown: wholeOf(query.shown, mostShown) ?? pageSize };

  function set<Name extends keyof ProductFilter>(name: Name, value: ProductFilter[Name] | undefined) {
    if (value !== undefined) filter[name] = value;
  }
}

/** The address of a filter: what `readWish` makes the same of. */
export function filterHref({ minPrice, maxPrice, ...rest }: ProductFilter, shown = pageSize): string {
  const all = {
    ...rest,
    min: minPrice === undefined ? undefined : minPrice / 100,
    max: maxPrice === undefined ? undefined : maxPrice / 100,
    shown: shown === pageSize ? undefined : shown,
  };
  const query = new URLSearchParams(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  return query.size > 0 ? `/products?${query}` : "/products";
}

/** An address' query as the browser writes it: how an answer is told from one to another question. */
export function searchOf(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

function textOf(value: unknown, max: number): string | undefined {
  if (typeof value !== "string") return undefined;
  const seen = value.toWellFormed().replace(unseen, " ").trim();
  // By characters: half of a pair is none.
  return [...seen.slice(0, 2 * max)].slice(0, max).join("").toWellFormed().trim() || undefined;
}

/** Digits as India types them: ₹1,799, or १७९९. */
function digitsOf(value: unknown): string {
  if (typeof value !== "string") return "";
  const latin = value.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
  return latin.replace(/^\s*(₹|rs\.?)/i, "").replace(/[\s,]/g, "");
}

function paiseOf(value: unknown): number | undefined {
  const [, rupees, paise = ""] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(digitsOf(value)) ?? [];
  return rupees === undefined ? undefined : Number(rupees) * 100 + Number(paise.padEnd(2, "0"));
}

function wholeOf(value: unknown, most: number): number | undefined {
  const digits = digitsOf(value);
  const number = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
  return number < 1 ? undefined : Math.min(number, most);
}

function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((one) => one === value);
}
