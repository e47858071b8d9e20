import { expect, test } from "vitest";
import { nextPath } from "../src/features/account/next-path.ts";

test.each([
  ["/checkout", "/checkout"],
  ["/products/flux-cap?size=One+size", "/products/flux-cap?size=One+size"],
])("signing in leads back to our own %s", (given, path) => {
  expect(nextPath(given)).toBe(path);
});

test.each([
  "https://evil.test/",
  "//evil.test",
  "/\\evil.test",
  "javascript:alert(1)",
  "",
  undefined,
  ["/a"],
])("signing in never leads to %s", (given) => {
  expect(nextPath(given)).toBe("/garments");
});
