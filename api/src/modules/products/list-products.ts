import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../db/client.ts";
import { prepared } from "../../db/prepared.ts";
import { readCursor } from "../../http/page.ts";
import { int4 } from "../../input/numbers.ts";
import { exactText } from "../../input/text.ts";
import { filterValues, matchesFilter, type ProductFilter } from "./match-filter.ts";
import { cards } from "./queries.ts";
import { relevance } from "./search-words.ts";
import { products } from "./tables.ts";

type Sort = { key: SQL; direction: "asc" | "desc"; type: string; cursor: z.ZodType };

const price = { key: sql`${products.pricePaise}`, type: "integer", cursor: int4 };
const sorts = {
  featured: { key: sql`${products.position}`, direction: "asc", type: "integer", cursor: int4 },
  /** How well it fits the words. */
  relevance: { key: relevance, direction: "desc", type: "integer", cursor: int4 },
  // An id begins with the moment it was made at (UUID version 7).
  newest: { key: sql`${products.id}`, direction: "desc", type: "uuid", cursor: z.uuid() },
  /** Of the same average what more people say. */
  rating: {
    key: sql`coalesce(${products.ratingAverage} * 100000 + least(${products.ratingCount}, 99999), 0)`,
    direction: "desc",
    type: "integer",
    cursor: int4,
  },
  price_asc: { ...price, direction: "asc" },
  price_desc: { ...price, direction: "desc" },
  name: { key: sql`${products.name}`, direction: "asc", type: "text", cursor: exactText({ max: 200 }) },
} as const satisfies Record<string, Sort>;
export type ProductSort = keyof typeof sorts;
export const productSorts = Object.keys(sorts) as [ProductSort, ...ProductSort[]];

/** One statement a sort: the filter's values are its placeholders. */
const statements = Object.fromEntries(
  productSorts.map((sort) => [sort, prepared((db) => prepare(db, sort))]),
) as Record<ProductSort, (db: Db) => ReturnType<typeof prepare>>;

function prepare(db: Db, sort: ProductSort) {
  const { key, direction, type } = sorts[sort];
  const past = direction === "asc" ? sql`>` : sql`<`;
  const order = direction === "asc" ? asc : desc;
  const [afterKey, afterId] = [sql.placeholder("afterKey"), sql.placeholder("afterId")];
  const isPast = sql`(${afterId}::uuid is null
    or (${key}, ${products.id}) ${past} (${afterKey}::${sql.raw(type)}, ${afterId}::uuid))`;
  return cards(db, { key: sql<unknown>`${key}`.as("sort_key") })
    .where(and(matchesFilter(db), isPast))
    .orderBy(order(key), order(products.id))
    .limit(sql.placeholder("limit"))
    .prepare(`products by ${sort}`);
}

type ListProducts = ProductFilter & { sort: ProductSort; cursor?: string | undefined; limit: number };

/** A page of the catalogue and the row behind it, with what is left of each, in one query. Throws `invalid_input`. */
export async function listProducts(db: Db, { sort, cursor, limit, ...filter }: ListProducts) {
  const after = readCursor(cursor, z.tuple([z.literal(sort), sorts[sort].cursor, z.uuid()]));
  return statements[sort](db).execute({
    ...filterValues(filter),
    ...{ afterKey: after?.[1] ?? null, afterId: after?.[2] ?? null },
    limit: limit + 1,
  });
}
export type ListedRow = Awaited<ReturnType<typeof listProducts>>[number];

/** The cursor's content for a row: read back by `listProducts` with the same sort. */
export const cursorKeyOf = (sort: ProductSort) => (row: ListedRow) => [sort, row.key, row.id];
