import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../../db/client.ts";
import { prepared } from "../../db/prepared.ts";
import { filterValues, matchesFilter, type Narrowing, type ProductFilter } from "./match-filter.ts";
import { products, productVariants } from "./tables.ts";

export const facetNames = ["category", "size", "color", "badge", "collection"] as const;
type FacetName = (typeof facetNames)[number];
type FacetRow = { facet: FacetName; value: string; hex: string | null; products: number };

/** Each choice with how many products it leads to, as if nothing else of its kind were chosen. */
const statement = prepared((db) => {
  const count = sql`count(distinct ${products.id})::int as products`;
  const ofProduct = (name: Narrowing, column: SQL, place = sql`min(${products.position})`) => sql`
    select ${sql.raw(`'${name}'`)} as facet, ${column} as value, null as hex, ${count}, ${place} as place
    from ${products} where ${matchesFilter(db, name)} and ${column} is not null group by ${column}`;
  const ofVariant = (name: Narrowing, column: SQL, hex: SQL) => sql`
    select ${sql.raw(`'${name}'`)}, ${column}, ${hex}, ${count}, min(${productVariants.position})
    from ${products} join ${productVariants} on ${productVariants.productId} = ${products.id}
    where ${matchesFilter(db, name)} group by ${column}`;
  return db
    .select({
      facet: sql<FacetName>`facet`,
      value: sql<string>`value`,
      hex: sql<string | null>`hex`,
      products: sql<number>`products`,
    })
    .from(
      sql`(${sql.join(
        [
          ofProduct("category", sql`${products.category}`),
          ofProduct("badge", sql`${products.badge}`),
          ofProduct("collection", sql`${products.collection}`),
          ofVariant("size", sql`${productVariants.size}`, sql`null`),
          ofVariant("color", sql`${productVariants.color}`, sql`min(${productVariants.colorHex})`),
        ],
        sql` union all `,
      )}) as facets`,
    )
    .orderBy(sql`place, value`)
    .prepare("product facets");
});

/** What the catalogue can be narrowed down by, from where somebody is. */
export async function listFacets(
  db: Db,
  filter: ProductFilter,
): Promise<Record<FacetName, Omit<FacetRow, "facet">[]>> {
  const rows: FacetRow[] = await statement(db).execute(filterValues(filter));
  const of = (name: FacetName) =>
    rows.filter(({ facet }) => facet === name).map(({ facet: _, ...choice }) => choice);
  return Object.fromEntries(facetNames.map((name) => [name, of(name)])) as ReturnType<
    typeof Object.fromEntries
  >;
}
