import { readFileSync } from "node:fs";
import { join } from "node:path";
import hre from "hardhat";
import { beforeAll, describe, expect, test } from "vitest";
import { type ActName, acts } from "./gas/acts.ts";
import { measureOurs } from "./gas/measure-ours.ts";

let measured: Awaited<ReturnType<typeof measureOurs>>;
beforeAll(async () => {
  measured = await measureOurs(hre);
});

const accepted: Record<string, number> = JSON.parse(
  readFileSync(join(import.meta.dirname, "gas.json"), "utf8"),
);

describe.each(Object.keys(acts) as ActName[])("%s", (act) => {
  test("costs what was accepted, within 1 % (a change on purpose: npm run bench -- gas --accept)", () => {
    const price = accepted[act] ?? 0;
    expect(measured[act].gas, `${act} was accepted at ${price}`).toBeGreaterThanOrEqual(price * 0.99);
    expect(measured[act].gas, `${act} was accepted at ${price}`).toBeLessThanOrEqual(price * 1.01);
  });

  test("costs at most what the contracts are held to, and not less than the floor", () => {
    expect(measured[act].gas).toBeLessThanOrEqual(acts[act].atMost);
    expect(measured[act].gas).toBeGreaterThanOrEqual(measured[act].floor);
  });
});
