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
const unitNamed = (name: string, env: Record<string, string>) =>
  unitsOf(settings({ env: { CHAIN_ID: "31337", ...env } }), { dev: false }).find(
    (unit) => unit.name === name,
  );
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

test("each unit is started with its own settings, the tasks that have ended by the time anybody looks too", async () => {
  const env = { PATH: "/bin", SHELL: "/bin/sh", MINTER_KEY: "0x1", DEPLOYER_KEY: "0x2", CURATOR_KEY: "0x3" };
  const told = async (name: string) => Object.keys((await unitNamed(name, env)?.command())?.env ?? {}).sort();
  expect(await told("migrate")).toEqual(["PATH"]);
  expect(await told("deploy")).toEqual(["DEPLOYER_KEY", "PATH"]);
  expect(await told("seed")).toEqual(["CHAIN_ID", "CURATOR_KEY", "PATH"]);
  expect(await told("worker")).toEqual(["CHAIN_ID", "MINTER_KEY", "PATH"]);
  for (const name of ["indexer", "api"]) expect(await told(name)).toEqual(["CHAIN_ID", "PATH"]);
  expect(await told("sandbox")).toEqual(["PATH"]);
  expect(await told("web")).toEqual(["NEXT_TELEMETRY_DISABLED", "NODE_ENV", "PATH"]);
});
