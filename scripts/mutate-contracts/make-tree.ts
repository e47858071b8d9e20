import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../flux/home.ts";
import type { Outcome } from "../mutants/outcome.ts";
import { outcomeOfVitest, runIn } from "../mutants/run-tests.ts";
import type { Tree } from "../mutants/take-out.ts";
import { whileReplaced } from "../mutants/while-replaced.ts";
import { compile } from "./compile.ts";
import type { Guard } from "./guards.ts";

const deployed = ["FluxGarment", "FluxVoting"];

/** A copy of what the contracts' tests need, in a folder of its own: the checkout is never touched. */
export function makeTree(): Tree<Guard> {
  const copy = mkdtempSync(join(tmpdir(), "flux-mutants-"));
  for (const file of ["contracts", "hardhat.config.ts", "package.json", "tsconfig.base.json"]) {
    cpSync(join(root, file), join(copy, file), {
      recursive: true,
      filter: (source) => !source.includes("node_modules"),
    });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  symlinkSync(join(root, "contracts/node_modules"), join(copy, "contracts/node_modules"));
  const remove = () => rmSync(copy, { recursive: true, force: true });
  process.once("exit", remove);
  // With a cache of its own, Vitest runs first the file that failed for the guard before: mostly the right one.
  writeFileSync(
    join(copy, "vitest.config.ts"),
    `export default { cacheDir: ".vite", test: { include: ["contracts/test/*.test.ts"], isolate: false,
      maxWorkers: 1, bail: 1, testTimeout: 120000, hookTimeout: 120000 } };\n`,
  );

  const artifactOf = (name: string) => join(copy, `artifacts/contracts/${name}.sol/${name}.json`);
  const built = deployed.map(artifactOf);

  const run = (command: string, ...args: string[]) => runIn(copy, command, args);

  /** The first test that fails in the copy, of which this file was changed, if any: the quick ones first. */
  async function findRedTest(file?: string): Promise<Outcome> {
    for (const name of deployed) {
      if (file?.startsWith("Flux") && file !== `${name}.sol`) continue;
      const compiled = compile(copy, name);
      if ("fault" in compiled) return compiled;
      const path = artifactOf(name);
      const artifact = JSON.parse(readFileSync(path, "utf8"));
      writeFileSync(path, JSON.stringify({ ...artifact, bytecode: compiled.bytecode }));
    }
    const typescript = outcomeOfVitest(await run("vitest", "run", "--reporter=tap-flat"));
    if (typescript.noticedBy || typescript.fault) return typescript;

    // The file's own Solidity tests first, for all of them take a minute; the random walk last, as it may miss what
    // the others are sure to find.
    const own = file && `contracts/${file.replace(".sol", ".t.sol")}`;
    let solidity = { status: 0 as number | null, output: "" };
    if (own && existsSync(join(copy, own))) solidity = await run("hardhat", "test", "solidity", own);
    for (const kind of ["test_", "invariant_"]) {
      if (solidity.status === 0) solidity = await run("hardhat", "test", "solidity", "--grep", kind);
    }
    if (solidity.status === 0) return {};
    const failed = /^\s+1\) (\S+)/m.exec(solidity.output)?.[1];
    const files = [
      ...solidity.output.slice(0, solidity.output.indexOf("1) ")).matchAll(/contracts\/\S+\.t\.sol/g),
    ];
    if (!failed) return { fault: `the tests did not run: ${solidity.output.slice(-1_000)}` };
    return { noticedBy: `${files.at(-1)?.[0] ?? "contracts"} > ${failed.replace(/\(.*/, "")}` };
  }

  return {
    async expectGreen() {
      const build = await run("hardhat", "build", "--no-tests", "--quiet");
      if (build.status !== 0) throw new Error(`The contracts do not compile: ${build.output}`);
      const { noticedBy, fault } = await findRedTest();
      if (noticedBy ?? fault) throw new Error(`The tests are red as they are: ${noticedBy ?? fault}`);
    },
    async without(guard) {
      const whole = built.map((artifact) => readFileSync(artifact, "utf8"));
      const path = join(copy, "contracts", guard.file);
      const outcome = await whileReplaced(path, guard, () => findRedTest(guard.file));
      for (const [i, artifact] of built.entries()) {
        if (existsSync(artifact)) writeFileSync(artifact, whole[i] ?? "");
      }
      return outcome;
    },
    remove,
  };
}
