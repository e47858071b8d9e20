import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import openPostgres from "../../test/harness/global-setup.ts";
import { root } from "../flux/home.ts";
import type { Outcome } from "../mutants/outcome.ts";
import type { Tree } from "../mutants/take-out.ts";
import type { Guard } from "./guards.ts";

const copied = [
  "api",
  "contracts",
  "indexer",
  "sandbox",
  "scripts",
  "test",
  "package.json",
  "tsconfig.base.json",
];
const notCopied = /\/(node_modules|\.ponder|generated|cache|coverage)(\/|$)/;

/** A copy of what the API's tests need, in a folder of its own, with one PostgreSQL for all its runs. */
export async function makeTree(): Promise<Tree<Guard>> {
  // The contracts that the tests deploy: built once, here, as the same for every copy.
  const build = spawnSync(join(root, "node_modules/.bin/hardhat"), ["build", "--no-tests", "--quiet"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (build.status !== 0) throw new Error("The contracts do not compile.");

  const copy = mkdtempSync(join(tmpdir(), "flux-mutants-"));
  process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
  for (const name of copied)
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (path) => !notCopied.test(path) });
  symlinkSync(join(root, "artifacts"), join(copy, "artifacts"));
  for (const folder of ["", "api", "contracts", "indexer", "sandbox"]) {
    const packages = join(root, folder, "node_modules");
    if (existsSync(packages)) symlinkSync(packages, join(copy, folder, "node_modules"));
  }
  let postgresUrl = "";
  const closePostgres = await openPostgres({
    provide(_, url) {
      postgresUrl = url;
    },
  });
  writeFileSync(
    join(copy, "given-postgres.ts"),
    "export default (project) => project.provide('postgresUrl', process.env.POSTGRES_OF_MUTANTS);\n",
  );
  writeFileSync(
    join(copy, "vitest.config.ts"),
    `export default { cacheDir: ".vite", test: { include: ["api/**/*.test.ts"], isolate: false, maxWorkers: 1, bail: 1,
      globalSetup: ["given-postgres.ts"], testTimeout: 60000, hookTimeout: 120000 } };\n`,
  );

  const run = (files: string[], titles: string[]) =>
    new Promise<{ status: number | null; output: string }>((resolve, reject) => {
      const pattern = titles.map((title) => title.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
      const named = pattern ? ["-t", pattern] : [];
      const child = spawn(
        join(root, "node_modules/.bin/vitest"),
        ["run", ...files, ...named, "--reporter=tap-flat"],
        {
          cwd: copy,
          env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", POSTGRES_OF_MUTANTS: postgresUrl },
        },
      );
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => {
          output += chunk;
        });
      }
      child.once("error", reject);
      child.once("close", (status) => resolve({ status, output }));
    });

  /** The first of these tests that fails in the copy, if any. */
  async function findRedTest(files: string[], titles: string[]): Promise<Outcome> {
    const { status, output } = await run(files, titles);
    if (status === 0) return {};
    // Tests that were never run, because one had failed, are "not ok" too, but without an error.
    const noticedBy = /^not ok \d+ - (.*?)(?: # time.*)?\n\s+---\n\s+error:/m.exec(output)?.[1];
    // A machine too slow for a test has noticed nothing.
    if (!noticedBy || output.includes("timed out in")) {
      return { fault: `the tests did not run: ${output.slice(-1_000)}` };
    }
    return { noticedBy };
  }

  return {
    async expectGreen(guards) {
      const byFile = Map.groupBy(guards, ({ test }) => test.file);
      for (const [file, those] of byFile) {
        const titles = [...new Set(those.map(({ test }) => test.title))];
        const { status, output } = await run([file], titles);
        if (status !== 0) throw new Error(`The tests are red as they are: ${output.slice(-3_000)}`);
        const passed = output
          .split("\n")
          .filter((line) => line.startsWith("ok ") && !line.includes("# SKIP"));
        const missing = titles.find((title) => !passed.some((line) => line.includes(title)));
        if (missing)
          throw new Error(`${file} has no test "${missing}". Name one in scripts/mutate-api/guards.ts.`);
      }
    },
    async without({ file, from, to, test }): Promise<Outcome> {
      const path = join(copy, "api/src", file);
      const source = readFileSync(path, "utf8");
      if (source.split(from).length !== 2) return { fault: `"${from}" is not once in ${file}` };
      writeFileSync(
        path,
        source.replace(from, () => to),
      );
      try {
        const outcome = await findRedTest([test.file], [test.title]);
        // Not the test that should notice: perhaps another one of its file.
        return outcome.noticedBy || outcome.fault ? outcome : await findRedTest([test.file], []);
      } finally {
        // The tree is gone when the run was stopped.
        if (existsSync(path)) writeFileSync(path, source);
      }
    },
    async remove() {
      rmSync(copy, { recursive: true, force: true });
      await closePostgres();
    },
  };
}
