// Publishes the sources of a deployment, so that anybody can read what runs: to Sourcify, and to the chain's block
// explorer where ETHERSCAN_API_KEY is set. What is verified already is left alone, so it can be run again.
//   ./flux exec node scripts/verify.ts
// Its settings: deploy/settings.ts. Ignition's journal must lie beside DEPLOYMENT_FILE.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { verifyContract } from "@nomicfoundation/hardhat-verify/verify";
import { getVerificationInformation } from "@nomicfoundation/ignition-core";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import { createPublicClient, http } from "viem";
import config from "../hardhat.config.ts";
import { localChainId } from "./deploy/accounts.ts";
import { readSettings, verifySettings } from "./deploy/settings.ts";

const root = resolve(import.meta.dirname, "..");
const {
  RPC_URL: [url],
  ETHERSCAN_API_KEY,
  ETHERSCAN_API_URL,
  SOURCIFY_URL,
  DEPLOYMENT_FILE,
} = readSettings(verifySettings);
const chainId = await createPublicClient({ transport: http(url) }).getChainId();
if (chainId === localChainId)
  throw new Error(`nobody reads chain ${chainId}: set RPC_URL to Polygon's or Amoy's`);
const file = resolve(DEPLOYMENT_FILE ?? join(root, `contracts/deployments/${chainId}.json`));
const journal = `${file.replace(/\.json$/, "")}.ignition`;
if (!existsSync(journal))
  throw new Error(`${journal} is missing: deploy first, or fetch the journal of who did`);

const hre = await createHardhatRuntimeEnvironment(
  {
    ...config,
    networks: { remote: { type: "http", url, chainId } },
    // Hardhat knows PolygonScan of both chains.
    ...(ETHERSCAN_API_URL ? { chainDescriptors: { [chainId]: descriptorWith(ETHERSCAN_API_URL) } } : {}),
    verify: {
      etherscan: ETHERSCAN_API_KEY ? { apiKey: ETHERSCAN_API_KEY } : { enabled: false },
      sourcify: SOURCIFY_URL ? { apiUrl: SOURCIFY_URL } : {},
    },
  },
  // The profile that was deployed; Hardhat would take one for production, which this project does not have.
  { network: "remote", buildProfile: "default" },
  root,
);
await hre.tasks.getTask("build").run({ noTests: true, quiet: true });

const explorers = ETHERSCAN_API_KEY ? (["sourcify", "etherscan"] as const) : (["sourcify"] as const);
const unpublished: string[] = [];
for await (const contract of getVerificationInformation(journal)) {
  if (typeof contract === "string") throw new Error(`${journal} has no artifact of ${contract}`);
  for (const provider of explorers) {
    try {
      await verifyContract({ ...contract, provider }, hre);
    } catch (error) {
      unpublished.push(
        `${contract.contract} on ${provider}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}
if (unpublished.length > 0) {
  console.error(`Not verified, run it again:\n  ${unpublished.join("\n  ")}`);
  process.exitCode = 1;
}

function descriptorWith(apiUrl: string) {
  return { name: `chain ${chainId}`, blockExplorers: { etherscan: { url: new URL(apiUrl).origin, apiUrl } } };
}
