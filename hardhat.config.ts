import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-viem";
import { configVariable, defineConfig } from "hardhat/config";

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

/** For Hardhat's own commands, such as `hardhat verify --network polygon`; nothing is kept in this file. */
const publicChain = (chainId: number) => ({
  type: "http" as const,
  chainId,
  url: configVariable("RPC_URL"),
  accounts: [configVariable("DEPLOYER_KEY")],
});

export default defineConfig({
  plugins: [toolbox],
  paths: { sources: "contracts", tests: { solidity: "contracts" } },
  networks: {
    // The address and the key come with the run: scripts/deploy.ts.
    remote: { type: "http", url: "http://127.0.0.1:8545" },
    amoy: publicChain(80002),
    polygon: publicChain(137),
  },
  solidity: {
    profiles: { default: solc({}) },
    npmFilesToBuild: ["@openzeppelin/contracts/governance/TimelockController.sol"],
  },
  verify: { etherscan: { apiKey: configVariable("ETHERSCAN_API_KEY") }, sourcify: { enabled: true } },
  test: {
    solidity: {
      fuzz: { runs: deep ? 100_000 : 1_000 },
      invariant: { runs: deep ? 256 : 10, depth: 128, failOnRevert: true },
    },
  },
});
