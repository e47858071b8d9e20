import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./flux/home.ts";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const packages = globSync("*/package.json", { cwd: root }).map((file) => file.split("/")[0] ?? "");

test("continuous integration runs .ci/run and nothing else", () => {
  const workflows = globSync(".github/workflows/*.{yml,yaml}", { cwd: root });
  expect(workflows).toEqual([".github/workflows/ci.yml"]);
  const runs = [...read(".github/workflows/ci.yml").matchAll(/^\s*(?:- )?run:\s*(.*)$/gm)];
  expect(runs.map(([, command]) => command)).toEqual([".ci/run"]);
});

test("every action of the workflow is pinned to one release", () => {
  const actions = [...read(".github/workflows/ci.yml").matchAll(/uses:\s*(\S+)/g)].map(
    ([, action]) => action,
  );
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) expect(action).toMatch(/@v\d+\.\d+\.\d+$/);
});

test("every package says what it is, and has its test and its typecheck", () => {
  expect(packages.length).toBeGreaterThan(4);
  for (const name of [...packages, "scripts", "bench", "test"])
    expect(existsSync(join(root, name, "README.md")), `${name}/README.md is missing`).toBe(true);
  for (const name of packages) {
    const { scripts } = JSON.parse(read(`${name}/package.json`));
    expect(scripts?.typecheck, `typecheck of ${name}`).toBe(`../flux test 'types ${name}'`);
    expect(scripts?.test, `test of ${name}`).toMatch(new RegExp(`^\\.\\./flux test (\\w+ )*${name}$`));
  }
});

test("every dependency is pinned to one exact version", () => {
  const ranges = ["package.json", ...packages.map((name) => `${name}/package.json`)].flatMap((file) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(file));
    return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, range]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|catalog:|workspace:\*)$/.test(range))
      .map(([name, range]) => `${file}: ${name} ${range}`);
  });
  expect(ranges, "pin it: pnpm add -E").toEqual([]);
});
