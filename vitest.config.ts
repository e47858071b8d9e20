import { defineConfig } from "vitest/config";

// One set of modules for all files of a worker: loading them anew for each file took longer than the tests.
const node = { environment: "node", isolate: false, testTimeout: 30_000, hookTimeout: 60_000 } as const;

/** These start the whole platform, one at a time. */
const platform = { testTimeout: 180_000, hookTimeout: 300_000, fileParallelism: false } as const;

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
