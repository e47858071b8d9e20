import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../flux/home.ts";
import { guards } from "./guards.ts";

const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");

describe("the list of the API's guards", () => {
  test.each(guards)("takes $guard out of one place in $file", ({ file, from, to }) => {
    expect(read("api/src", file).split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  });

  test.each(guards)("names a test that is there for $guard", ({ test: { file, title } }) => {
    expect(read(file)).toContain(title);
  });

  test("names no guard twice", () => {
    const names = guards.map(({ guard }) => guard);
    expect(new Set(names).size).toBe(names.length);
  });

  test("has guards in every area that could lose somebody money, a garment or an account", () => {
    expect([...new Set(guards.map(({ area }) => area))]).toEqual([
      "money",
      "orders",
      "stock",
      "cart",
      "custody",
      "sessions",
      "idempotency",
      "audit",
      "roles",
      "reviews",
      "sign-in",
      "phones",
      "requests",
      "limits",
      "taps",
      "votes",
      "minter",
      "parked",
      "metadata",
      "gates",
      "restored books",
      "uploads",
      "notifications",
    ]);
  });
});
