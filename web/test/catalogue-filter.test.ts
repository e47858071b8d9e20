import { expect, test } from "vitest";
import { filterHref, readWish, searchOf } from "../src/features/catalogue/filter.ts";

test("what the address asks for is what its filter's address asks for again", () => {
  const query = {
    category: "hoodies",
    collection: "NEON NOIR",
    badge: "New",
    size: "M",
    color: "Wet olive",
    min: "1799",
    max: "2499.50",
    inStock: "true",
    batch: "7",
    q: "काला hoodie",
    sort: "price_desc",
    shown: "48",
  };
  const wish = readWish(query);
  expect(wish).toMatchObject({ filter: { minPrice: 179_900, maxPrice: 249_950, batch: 7 }, shown: 48 });
  const href = filterHref(wish.filter, wish.shown);
  expect(readWish(Object.fromEntries(new URL(href, "https://flux.test").searchParams))).toEqual(wish);
});

test.each([
  ["१,७९९", 179_900],
  ["₹1,799", 179_900],
  ["Rs. 1799.5", 179_950],
  ["-5", undefined],
  ["1e9", undefined],
  ["99999999", undefined],
  ["free", undefined],
  [["1", "2"], undefined],
])("a price written as %j is %j paise", (min, minPrice) => {
  expect(readWish({ min }).filter.minPrice).toBe(minPrice);
});

test("two prices the wrong way round are turned", () => {
  expect(readWish({ min: "3000", max: "1000" }).filter).toEqual({ minPrice: 100_000, maxPrice: 300_000 });
});

test("what is none of ours is left out, and the whole catalogue is shown", () => {
  const query = {
    category: "__proto__",
    sort: "featured",
    size: ["M", "L"],
    color: "\ud800\u202e\u0000",
    inStock: "yes",
    batch: "-1",
    q: " ",
    shown: "-4",
    limit: "1000",
  };
  expect(readWish(query)).toEqual({ filter: {}, shown: 24 });
  expect(filterHref({})).toBe("/products");
});

test("words are cut to what the API reads, and never within a character", () => {
  const { q, size } = readWish({ q: "🧥".repeat(10_000), size: "x".repeat(10_000) }).filter;
  expect([...(q ?? "")]).toHaveLength(80);
  expect(q?.isWellFormed()).toBe(true);
  expect(size).toHaveLength(20);
});

test("no address asks for more than three hundred products", () => {
  expect(readWish({ shown: "9999999" }).shown).toBe(300);
});

test("an address reads the same on the server and in a browser", () => {
  const inBrowser = new URLSearchParams("q=a+b%26&size=M&size=L&empty=");
  expect(searchOf({ q: "a b&", size: ["M", "L"], empty: "" })).toBe(inBrowser.toString());
});
