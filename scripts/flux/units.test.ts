import { expect, test } from "vitest";
import type { Settings } from "./settings.ts";
import { unitsOf } from "./units.ts";

const ports = { CHAIN_PORT: 8545, POSTGRES_PORT: 5433, API_PORT: 4000 } as Settings["ports"];
const settings = (change: Partial<Settings>): Settings => ({
  production: false,
  external: new Set(),
  ports,
  moved: [],
  urls: {} as Settings["urls"],
  env: { CHAIN_ID: "31337" },
  ...change,
});
const namesOf = (change: Partial<Settings>) =>
  unitsOf(settings(change), { dev: true }).map(({ name }) => name);

test("the embedded platform deploys its contracts and stocks itself", () => {
  expect(namesOf({})).toEqual(expect.arrayContaining(["chain", "sandbox", "deploy", "seed"]));
});

test("nothing is deployed to a public chain, or stocked on it, by a start", () => {
  const names = namesOf({ external: new Set(["chain"] as const), env: { CHAIN_ID: "137" } });
  expect(names).toContain("sandbox");
  for (const name of ["chain", "deploy", "seed"]) expect(names).not.toContain(name);
});

test("nothing of the sandbox runs in production", () => {
  const names = namesOf({ production: true });
  for (const name of ["sandbox", "deploy", "seed"]) expect(names).not.toContain(name);
});
