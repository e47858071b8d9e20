import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./home.ts";

/** One part of `npm test`. `count` reads how many tests passed and failed; without it the step itself is one test. */
export type Step = {
  name: string;
  command: string[];
  after?: string[];
  env?: Record<string, string>;
  count?(output: string): { passed: number; failed: number } | null;
};

const packages = [".", "contracts", "api", "indexer", "indexer/bare", "sandbox", "pictures", "web"];

type VitestStep = { name: string; args: string[]; reports: string; after?: string[] };

/** A run of vitest, counted by its own report in the folder `reports`. */
export function vitestStep({ name, args, reports, after = [] }: VitestStep): Step {
  const report = join(reports, `${name}.json`);
  return {
    name,
    after,
    command: [
      "vitest",
      "run",
      ...args,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    count: () => readVitestReport(report),
  };
}

/** Every check there is, the longest first among those that can run side by side. `deep`: see hardhat.config.ts. */
export function steps(reports: string, { deep }: { deep: boolean }): Step[] {
  const vitest = (project: string, after?: string[]) =>
    vitestStep({ name: project, args: ["--project", project], reports, ...(after ? { after } : {}) });
  return [
    {
      name: "solidity",
      command: ["hardhat", "test", "solidity"],
      count: countHardhat,
      ...(deep ? { env: { FLUX_DEEP: "1" } } : {}),
    },
    { name: "coverage", command: ["node", "scripts/cover-contracts.ts"], count: countCovered },
    { name: "biome", command: ["biome", "check", "--error-on-warnings", "."] },
    {
      name: "solhint",
      // --disc: it would ask the network for a newer version.
      command: [
        ...["solhint", "--disc", "--noPoster", "--max-warnings", "0"],
        ...globSync("contracts/**/*.sol", { cwd: root }).filter(isOurs),
      ],
    },
    { name: "forge lint", command: ["forge", "lint", "--deny", "warnings"] },
    ...packages.map((folder) => ({
      name: `types ${folder === "." ? "root" : folder}`,
      command: ["tsc", "-p", folder],
    })),
    { name: "borders", command: ["node", "scripts/borders.ts"] },
    { name: "unused", command: ["knip"] },
    { name: "drift", command: ["node", "scripts/drift.ts"], after: ["solidity"] },
    vitest("api", ["solidity"]),
    vitest("indexer", ["solidity"]),
    vitest("contracts", ["solidity"]),
    vitest("sandbox"),
    vitest("harness"),
    vitest("pictures"),
    // They compile, too: after the others, never beside them.
    vitest("scripts", ["solidity", "contracts"]),
    vitest("web"),
    vitest("journeys", ["solidity", "api", "indexer"]),
    vitest("faults", ["journeys"]),
  ];
}

function isOurs(file: string) {
  return !file.includes("node_modules");
}

function readVitestReport(file: string) {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    // A file that does not even load is a failure without a test.
    const broken = report.testResults.filter(
      (r: { status: string; assertionResults: unknown[] }) =>
        r.status === "failed" && r.assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests as number,
      failed: (report.numFailedTests as number) + broken.length,
    };
  } catch {
    return null;
  }
}

/** Each contract whose lines are all run is a test that passed. */
function countCovered(output: string) {
  const number = (sign: string) => [...output.matchAll(new RegExp(`^${sign} contracts/`, "gm"))].length;
  return { passed: number("✔"), failed: number("×") };
}

function countHardhat(output: string) {
  const number = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  return { passed: number("passing"), failed: number("failing") };
}
