import { expect, test } from "vitest";
import { aggregateRating } from "../src/features/reviews/aggregate-rating.ts";

test("search engines are told a rating, and nothing of a product that nobody has reviewed", () => {
  expect(aggregateRating(null)).toEqual({});
  expect(aggregateRating({ average: 4.33, count: 3 }).aggregateRating).toMatchObject({
    ...{ "@type": "AggregateRating", ratingValue: 4.33, reviewCount: 3 },
  });
});
