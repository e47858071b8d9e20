import { defineConfig } from "vitest/config";

// Time-outs end what hangs; nothing is tuned to them. On a machine whose cores are busy with something else all takes
// several times as long, and is as right. What a test waits for inside says what was missing, so it ends first.
const expectations = { poll: { timeout: 60_000, interval: 25 } };

// One set of modules for all files of a worker: loading them anew for each file took longer than the tests.
const node = {
  environment: "node",
  isolate: false,
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: expectations,
} as const;

/** These start the whole platform, one at a time. */
const platform = {
  ...{ testTimeout: 900_000, hookTimeout: 900_000, fileParallelism: false },
  expect: { poll: { timeout: 90_000, interval: 100 } },
} as const;

// `npm test -- <name>` runs one of these projects, or the files whose path contains the name.
export default defineConfig({
  test: {
    // More than the cores: most of a test's time is waiting for a database, a chain or a page.
    maxWorkers: 3,
    projects: [
      {
        test: {
          ...node,
          name: "contracts",
          include: ["contracts/**/*.test.ts", "test/contracts/**/*.test.ts", "bench/gas.test.ts"],
          globalSetup: ["contracts/test/build.ts"],
        },
      },
      { test: { ...node, name: "sandbox", include: ["sandbox/**/*.test.ts"] } },
      {
        test: {
          ...node,
          name: "indexer",
          include: ["indexer/**/*.test.ts"],
          globalSetup: ["test/harness/global-setup.ts"],
        },
      },
      {
        test: {
          ...node,
          name: "api",
          include: ["api/**/*.test.ts"],
          globalSetup: ["test/harness/global-setup.ts"],
        },
      },
      { test: { ...node, name: "harness", include: ["test/harness/**/*.test.ts"] } },
      { test: { ...node, name: "pictures", include: ["pictures/**/*.test.ts"] } },
      {
        resolve: { alias: { "@": new URL("web/src", import.meta.url).pathname } },
        test: { ...node, name: "web", include: ["web/test/**/*.test.{ts,tsx}"] },
      },
      {
        test: {
          ...node,
          name: "scripts",
          include: ["scripts/**/*.test.ts"],
          globalSetup: ["contracts/test/build.ts"],
        },
      },
      { test: { ...node, ...platform, name: "journeys", include: ["test/journeys/**/*.test.ts"] } },
      { test: { ...node, ...platform, name: "faults", include: ["test/faults/**/*.test.ts"] } },
    ],
  },
});
