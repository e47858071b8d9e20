import { and, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../db/client.ts";
import { isOfBatch, isVaulted, leftOfVariant } from "../stock/queries.ts";
import { matchesWords, searchValues } from "./search-words.ts";
import { type Category, products, productVariants } from "./tables.ts";

/** What people narrow the catalogue down by; all of it together. */
export type ProductFilter = {
  category?: Category | undefined;
  collection?: string | undefined;
  badge?: string | undefined;
  size?: string | undefined;
  color?: string | undefined;
  /** Paise, both ends included. */
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  /** Only what a piece is left of, in the size and colour where those are given. */
  inStock?: boolean | undefined;
  batch?: number | undefined;
  /** Only what is closed for ever, or only what is not. */
  vaulted?: boolean | undefined;
  q?: string | undefined;
};
export type Narrowing = Exclude<keyof ProductFilter, "q">;

const nothing: Record<Narrowing, null> = {
  ...{ category: null, collection: null, badge: null, size: null, color: null },
  ...{ minPrice: null, maxPrice: null, inStock: null, batch: null, vaulted: null },
};

/** The values of a statement with one of the conditions below: null where nothing is asked. */
export function filterValues({ q, ...filter }: ProductFilter) {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return { ...nothing, ...asked, ...searchValues(q) };
}

/** SQL: a condition on a value of the filter, met where it is not asked; no condition at all for what is left out. */
function whereAsked(without: Narrowing | undefined) {
  return (name: Narrowing, type: "text" | "integer" | "boolean", holds: (value: SQL) => SQL) => {
    const value = sql`${sql.placeholder(name)}::${sql.raw(type)}`;
    return name === without ? undefined : sql`(${value} is null or ${holds(value)})`;
  };
}

/** SQL: whether a variant is one that the filter asks for. `without`: as if this were not asked. */
export function matchesVariant(db: Db, without?: Narrowing): SQL | undefined {
  const asked = whereAsked(without);
  return and(
    sql`${productVariants.productId} = ${products.id}`,
    asked("size", "text", (size) => sql`${productVariants.size} = ${size}`),
    asked("color", "text", (color) => sql`${productVariants.color} = ${color}`),
    asked("inStock", "boolean", (only) => sql`(not ${only} or ${leftOfVariant(db, productVariants.id)} > 0)`),
  );
}

/**
 * SQL: whether a product of the catalogue fits the filter, whatever its variants, whose values are placeholders: one
 * statement serves every filter, so it is prepared once. `without`: as if this were not asked.
 */
export function matchesProduct(db: Db, without?: Narrowing): SQL | undefined {
  const asked = whereAsked(without);
  return and(
    isNull(products.archivedAt),
    asked("category", "text", (category) => sql`${products.category} = ${category}`),
    asked("collection", "text", (collection) => sql`${products.collection} = ${collection}`),
    asked("badge", "text", (badge) => sql`${products.badge} = ${badge}`),
    asked("minPrice", "integer", (paise) => sql`${products.pricePaise} >= ${paise}`),
    asked("maxPrice", "integer", (paise) => sql`${products.pricePaise} <= ${paise}`),
    asked("batch", "integer", (batch) => isOfBatch(db, products.id, batch)),
    asked("vaulted", "boolean", (vaulted) => sql`${isVaulted(db, products.id)} = ${vaulted}`),
    matchesWords,
  );
}

/** SQL: whether a product of the catalogue fits the filter and has a variant that does. */
export function matchesFilter(db: Db): SQL | undefined {
  return and(matchesProduct(db), sql`exists (select from ${productVariants} where ${matchesVariant(db)})`);
}
