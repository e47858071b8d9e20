import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-viem";
import { defineConfig } from "hardhat/config";

// The compiler comes from npm with everything else: Hardhat's own way is a download.
const compiler = createRequire(import.meta.url).resolve("solc/soljson.js");

// FLUX_DEEP=1 is the long form, for changes of the contracts; the short one is part of `npm test`.
const deep = process.env.FLUX_DEEP === "1";

const solc = (settings: object) => ({
  version: "0.8.37",
  path: compiler,
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: "cancun",
    metadata: { bytecodeHash: "none" },
    ...settings,
  },
});

export default defineConfig({
  plugins: [toolbox],
  paths: { sources: "contracts", tests: { solidity: "contracts" } },
  // The address and the key come with the run: scripts/deploy.ts.
  networks: { remote: { type: "http", url: "http://127.0.0.1:8545" } },
  solidity: { profiles: { default: solc({}) } },
  test: {
    solidity: {
      fuzz: { runs: deep ? 100_000 : 1_000 },
      invariant: { runs: deep ? 256 : 10, depth: 128, failOnRevert: true },
    },
  },
});
