// Takes each guard out of the contracts, once, in a copy of the tree, and expects a test to go red.
//   node scripts/mutate-contracts.ts [part of a guard's name]
// Ends non-zero when a guard can be taken out without a test noticing, or is no longer in the source.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { guards } from "./mutate-contracts/guards.ts";

const root = resolve(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "flux-mutants-"));
for (const file of ["contracts", "hardhat.config.ts", "package.json", "tsconfig.base.json"]) {
  cpSync(join(root, file), join(copy, file), {
    recursive: true,
    filter: (source) => !source.includes("node_modules"),
  });
}
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
symlinkSync(join(root, "contracts/node_modules"), join(copy, "contracts/node_modules"));
writeFileSync(
  join(copy, "vitest.config.ts"),
  `export default { test: { include: ["contracts/test/*.test.ts"], globalSetup: ["contracts/test/build.ts"],
    bail: 1, testTimeout: 60000, hookTimeout: 120000 } };\n`,
);

let survivors = 0;
const wanted = guards.filter(({ guard }) => guard.includes(process.argv[2] ?? ""));
for (const { guard, file, from, to } of wanted) {
  const path = join(copy, "contracts", file);
  const source = readFileSync(path, "utf8");
  if (source.split(from).length !== 2) {
    console.log(`?  ${guard}: "${from}" is not once in ${file}`);
    survivors += 1;
    continue;
  }
  writeFileSync(path, source.replace(from, to));
  const red = findRedTest();
  writeFileSync(path, source);
  if (red === undefined) survivors += 1;
  console.log(`${red === undefined ? "✘" : "✔"}  ${guard} → ${red ?? "NO TEST NOTICED"}`);
}
rmSync(copy, { recursive: true });
console.log(`${wanted.length - survivors} guards noticed, ${survivors} not`);
process.exitCode = survivors === 0 ? 0 : 1;

/** The first test that fails in the copy: the quick ones first. */
function findRedTest(): string | undefined {
  const typescript = run("vitest", ["run", "--reporter=tap-flat"]);
  if (typescript.status !== 0) {
    const failed = /^not ok \d+ - (.*?) #/m.exec(typescript.stdout)?.[1];
    if (failed) return failed;
    throw new Error(
      `a mutant did not compile or run:\n${typescript.stdout.slice(-500)}${typescript.stderr.slice(-2_000)}`,
    );
  }
  const solidity = run("hardhat", ["test", "solidity"]);
  if (solidity.status === 0) return undefined;
  return /\d+\) (\S+)/.exec(solidity.stdout)?.[1] ?? solidity.stderr.slice(-200);
}

function run(command: string, args: string[]) {
  return spawnSync(join(root, "node_modules/.bin", command), args, { cwd: copy, encoding: "utf8" });
}
