import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import openPostgres from "../../test/harness/global-setup.ts";
import { root } from "../flux/home.ts";
import { outcomeOfVitest, runIn } from "../mutants/run-tests.ts";
import type { Tree } from "../mutants/take-out.ts";
import { whileReplaced } from "../mutants/while-replaced.ts";
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

/** Links what is installed; our own packages are those of the copy, or a script that a test starts would run the originals. */
function linkPackages(from: string, to: string, copy: string) {
  if (!existsSync(from)) return;
  mkdirSync(join(to, "@flux"), { recursive: true });
  for (const name of readdirSync(from)) if (name !== "@flux") symlinkSync(join(from, name), join(to, name));
  const ours = join(from, "@flux");
  for (const name of existsSync(ours) ? readdirSync(ours) : [])
    symlinkSync(join(copied.includes(name) ? copy : root, name), join(to, "@flux", name));
}

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
  for (const folder of ["", "api", "contracts", "indexer", "sandbox"])
    linkPackages(join(root, folder, "node_modules"), join(copy, folder, "node_modules"), copy);
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
  // What a test waits for itself ends before the test does: only then it says that something is missing.
  writeFileSync(
    join(copy, "vitest.config.ts"),
    `export default { cacheDir: ".vite", test: { include: ["api/**/*.test.ts"], isolate: false, maxWorkers: 1, bail: 1,
      globalSetup: ["given-postgres.ts"], testTimeout: 150000, hookTimeout: 150000,
      expect: { poll: { timeout: 60000, interval: 25 } } } };\n`,
  );

  const vitest = (files: string[], titles: string[]) => {
    const pattern = titles.map((title) => title.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
    const named = pattern ? ["-t", pattern] : [];
    const args = ["run", ...files, ...named, "--reporter=tap-flat"];
    return runIn(copy, "vitest", args, { POSTGRES_OF_MUTANTS: postgresUrl });
  };

  return {
    async expectGreen(guards) {
      const byFile = Map.groupBy(guards, ({ test }) => test.file);
      for (const [file, those] of byFile) {
        const titles = [...new Set(those.map(({ test }) => test.title))];
        const { status, output } = await vitest([file], titles);
        if (status !== 0) throw new Error(`The tests are red as they are: ${output.slice(-3_000)}`);
        const passed = output
          .split("\n")
          .filter((line) => line.startsWith("ok ") && !line.includes("# SKIP"));
        const missing = titles.find((title) => !passed.some((line) => line.includes(title)));
        if (missing)
          throw new Error(`${file} has no test "${missing}". Name one in scripts/mutate-api/guards.ts.`);
      }
    },
    without(guard) {
      const { file, title } = guard.test;
      return whileReplaced(join(copy, "api/src", guard.file), guard, async () => {
        const outcome = outcomeOfVitest(await vitest([file], [title]));
        // Not the test that should notice: perhaps another one of its file.
        return outcome.noticedBy || outcome.fault ? outcome : outcomeOfVitest(await vitest([file], []));
      });
    },
    async remove() {
      rmSync(copy, { recursive: true, force: true });
      await closePostgres();
    },
  };
}
