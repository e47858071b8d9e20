import { defineConfig } from "vitest/config";

const node = { environment: "node", testTimeout: 30_000, hookTimeout: 60_000 } as const;

/** These start the whole platform, one at a time. */
const platform = { testTimeout: 180_000, hookTimeout: 300_000, fileParallelism: false } as const;

// `npm test -- <name>` runs one of these projects, or the files whose path contains the name.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: "contracts",
          include: ["contracts/**/*.test.ts", "test/contracts/**/*.test.ts"],
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
      { test: { ...node, name: "web", include: ["web/test/**/*.test.ts"] } },
      { test: { ...node, name: "scripts", include: ["scripts/**/*.test.ts"] } },
      { test: { ...node, ...platform, name: "journeys", include: ["test/journeys/**/*.test.ts"] } },
      { test: { ...node, ...platform, name: "faults", include: ["test/faults/**/*.test.ts"] } },
    ],
  },
});
