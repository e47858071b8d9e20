import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-viem";
import { configVariable, defineConfig } from "hardhat/config";

// The compiler comes from npm with everything else: Hardhat's own way is a download.
const compiler = createRequire(import.meta.url).resolve("solc/soljson.js");

// The long form is for changes of the contracts (`npm test -- --deep`), the short one part of `npm test`. Lines are
// found by few runs.
const deep = process.env.FLUX_DEEP === "1";
const covering = process.env.FLUX_COVERAGE === "1";
const [fuzzRuns, invariantRuns] = deep ? [100_000, 256] : covering ? [50, 4] : [1_000, 20];

// Code that counts its lines is another code: it is built apart, so that tests beside it do not meet it.
const buildFolders = covering ? { artifacts: "coverage/artifacts", cache: "coverage/cache" } : {};

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

/** For Hardhat's own commands (`hardhat console --network polygon`); scripts/ deploys and verifies. No key is kept here. */
const publicChain = (chainId: number) => ({
  type: "http" as const,
  chainId,
  url: configVariable("RPC_URL"),
  accounts: [configVariable("DEPLOYER_KEY")],
});

export default defineConfig({
  plugins: [toolbox],
  paths: { sources: "contracts", tests: { solidity: "contracts" }, ...buildFolders },
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
      fuzz: { runs: fuzzRuns },
      invariant: { runs: invariantRuns, depth: 128, failOnRevert: true },
    },
  },
});
