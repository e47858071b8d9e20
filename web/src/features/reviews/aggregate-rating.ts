import type { Schemas } from "@/api.ts";

/** A product's rating for search engines (schema.org/AggregateRating). Nothing of a product that nobody has reviewed: an empty one is an error to them. */
export function aggregateRating(rating: Schemas["Rating"] | null) {
  if (!rating) return {};
  const { average, count } = rating;
  return {
    aggregateRating: {
      ...{ "@type": "AggregateRating", ratingValue: average, reviewCount: count },
      ...{ bestRating: 5, worstRating: 1 },
    },
  };
}
