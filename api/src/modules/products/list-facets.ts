import { type Column, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../db/client.ts";
import { prepared } from "../../db/prepared.ts";
import { filterValues, matchesProduct, matchesVariant, type ProductFilter } from "./match-filter.ts";
import { products, productVariants } from "./tables.ts";

type Choice = { value: string; hex: string | null; products: number };
/** What a choice of a kind has besides: where it stands among the others, and how a colour looks. */
type Beside = { place?: Column; hex?: SQL };
type FacetName = "category" | "badge" | "collection" | "size" | "color";

/** Each choice with how many products it leads to, as if nothing else of its kind were chosen. */
const statement = prepared((db) => {
  const choices = (
    name: FacetName,
    column: Column,
    { place = products.position, hex = sql`null` }: Beside = {},
  ) => sql`
    select ${sql.raw(`'${name}'`)} as facet, ${column} as value, ${hex} as hex,
      count(distinct ${products.id})::int as products, min(${place}) as place
    from ${products} join ${productVariants} on ${matchesVariant(db, name)}
    where ${matchesProduct(db, name)} and ${column} is not null group by ${column}`;
  const ofVariant = { place: productVariants.position };
  const all = [
    choices("category", products.category),
    choices("badge", products.badge),
    choices("collection", products.collection),
    choices("size", productVariants.size, ofVariant),
    choices("color", productVariants.color, { ...ofVariant, hex: sql`min(${productVariants.colorHex})` }),
  ];
  return db
    .select({
      facet: sql<FacetName>`facet`,
      value: sql<string>`value`,
      hex: sql<string | null>`hex`,
      products: sql<number>`products`,
    })
    .from(sql`(${sql.join(all, sql` union all `)}) as facets`)
    .orderBy(sql`place, value`)
    .prepare("product facets");
});

/** What the catalogue can be narrowed down by, from where somebody is. */
export async function listFacets(db: Db, filter: ProductFilter): Promise<Record<FacetName, Choice[]>> {
  const facets: Record<FacetName, Choice[]> = {
    category: [],
    badge: [],
    collection: [],
    size: [],
    color: [],
  };
  for (const { facet, ...choice } of await statement(db).execute(filterValues(filter)))
    facets[facet].push(choice);
  return facets;
}
