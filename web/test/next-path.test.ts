import { expect, test } from "vitest";
import { nextPath } from "../src/features/account/next-path.ts";

test.each([
  ["/checkout", "/checkout"],
  ["/products/flux-cap?size=One+size", "/products/flux-cap?size=One+size"],
  ["/orders/ord_1?payment=received#pieces", "/orders/ord_1?payment=received#pieces"],
  ["/garments/../orders", "/orders"],
  ["/products?next=//evil.test", "/products?next=//evil.test"],
])("signing in leads back to our own %s", (given, path) => {
  expect(nextPath(given)).toBe(path);
});

test.each([
  "https://evil.test/",
  "//evil.test",
  "///evil.test",
  "/\\evil.test",
  "\\\\evil.test",
  "/\t/evil.test",
  "/\n/evil.test",
  "/\r\n/evil.test",
  "\t//evil.test",
  " //evil.test",
  "/\t\\evil.test",
  "/.//evil.test",
  "/./\\evil.test",
  "/x/..//evil.test",
  "/x/..\\\\evil.test",
  "/%2e//evil.test",
  "/x/%2e%2e//evil.test",
  "/.\t//evil.test",
  "/\t.//evil.test",
  "http:evil.test",
  "/\\evil.test\\@here.invalid",
  "//evil.test:80",
  "//[::1]/",
  "//evil。test",
  "//user@evil.test",
  "//here.invalid:bad",
  "javascript:alert(1)",
  "",
  undefined,
  ["/a"],
])("signing in never leads to %j", (given) => {
  expect(nextPath(given)).toBe("/garments");
});

test("whatever the characters, a browser that follows what comes back stays on our host", () => {
  const nasty = [
    "/",
    "/",
    "\\",
    ".",
    "..",
    "%2e",
    "%2f",
    "%5c",
    "\t",
    "\n",
    "\r",
    " ",
    "\0",
    "@",
    ":",
    "?",
    "#",
  ];
  const parts = [
    ...nasty,
    "evil.test",
    "https:",
    "。",
    "／",
    "＼",
    "\u2028",
    "\ufeff",
    "\ud800",
    "%09",
    "&",
    ";",
  ];
  const random = seeded(7);
  const origin = "https://flux.test";
  for (let round = 0; round < 10_000; round++) {
    const length = 1 + Math.floor(random() * 8);
    const text = Array.from({ length }, () => parts[Math.floor(random() * parts.length)]).join("");
    const given = round % 2 ? `/${text}` : text;
    const path = nextPath(given);
    expect(new URL(path, origin).origin, JSON.stringify(given)).toBe(origin);
    // Following it again, as a second door does, changes nothing.
    expect(nextPath(path), JSON.stringify(given)).toBe(path);
  }
});

/** Park and Miller's generator: the same strings in every run. */
function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
