import { type SQL, sql } from "drizzle-orm";
import { products } from "./tables.ts";

/**
 * Below this share of common letter triples a name is another word, not the same one misspelt: "gltich" has 0.29 of
 * "Glitch Hoodie", "blak hoodie" 0.25 of "Static Tee, black".
 */
const likeness = 0.28;

const words = sql`${sql.placeholder("q")}::text`;
const beginnings = sql`${sql.placeholder("beginnings")}::text`;
const query = sql`(websearch_to_tsquery('english', ${words}) || websearch_to_tsquery('hindi', ${words})
  || to_tsquery('simple', ${beginnings}))`;
const likenessOf = sql`word_similarity(${words}, ${products.found})`;

/** What a statement with `matchesWords` is given: the words, and each as the beginning of one. Both null without a search. */
export function searchValues(q: string | undefined) {
  const all = q?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return { q: q ?? null, beginnings: q === undefined ? null : all.map((word) => `'${word}':*`).join(" & ") };
}

/** SQL: whether a product is one that `searchValues` looks for. Misspelt words are forgiven where nothing has them as they are. */
export const matchesWords: SQL = sql`(${words} is null or ${products.search} @@ ${query} or (
  not exists (select from ${products} as exact where exact.archived_at is null and exact.search @@ ${query})
  and ${likenessOf} > ${sql.raw(String(likeness))}))`;

/** SQL: how well a product fits the search, higher is better; whole numbers, so that a cursor meets its row again. 0 without one. */
export const relevance: SQL<number> = sql<number>`
  coalesce(1e6 * (ts_rank(${products.search}, ${query}) + ${likenessOf}), 0)::int`;
