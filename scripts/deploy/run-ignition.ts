import Flux from "@flux/contracts/ignition";
import {
  errorDeploymentResultToExceptionMessage,
  HardhatArtifactResolver,
} from "@nomicfoundation/hardhat-ignition/helpers";
import { DeploymentResultType, deploy } from "@nomicfoundation/ignition-core";
import hre from "hardhat";
import { type Address, getAddress, type Hex, keccak256, toBytes } from "viem";
import { type DeploymentAccounts, localChainId } from "./accounts.ts";

type Run = {
  chainId: number;
  rpcUrl: string;
  journal: string;
  accounts: DeploymentAccounts;
  /** Seconds between the multisig's proposal and its execution. */
  adminDelaySec: number;
  /** Blocks after which a transaction counts as mined. */
  confirmations: number;
  /** Wei, for a public chain. */
  gasPrice: bigint | undefined;
};

/** Compiles what is not compiled yet, and hashes the code that would be deployed. */
export async function hashOfCode(): Promise<Hex> {
  await hre.tasks.getTask("build").run({ noTests: true, quiet: true });
  const artifacts = await Promise.all(
    ["FluxGarment", "FluxVoting", "TimelockController"].map((name) => hre.artifacts.readArtifact(name)),
  );
  return keccak256(toBytes(artifacts.map(({ bytecode }) => bytecode).join()));
}

/** Deploys, or takes up a deployment that its journal began. Throws with Ignition's own words. */
export async function runIgnition(run: Run) {
  const { chainId, rpcUrl, journal, accounts, adminDelaySec, confirmations, gasPrice } = run;
  const { provider, close } = await hre.network.create({
    network: "remote",
    override: { chainId, url: rpcUrl, accounts: [accounts.deployerKey] },
  });
  try {
    const result = await deploy({
      provider,
      artifactResolver: new HardhatArtifactResolver(hre.artifacts),
      ignitionModule: Flux,
      deploymentDir: journal,
      deploymentParameters: { Flux: { ...accounts.roles, multisig: accounts.multisig, adminDelaySec } },
      accounts: (await provider.request({ method: "eth_accounts" })) as string[],
      config: {
        requiredConfirmations: confirmations,
        ...(chainId === localChainId ? { blockPollingInterval: 50 } : {}),
      },
      ...(gasPrice === undefined ? {} : { gasPrice }),
    });
    if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT) {
      throw new Error(errorDeploymentResultToExceptionMessage(result));
    }
    return {
      FluxGarment: addressOf(result.contracts["Flux#FluxGarment"]),
      FluxVoting: addressOf(result.contracts["Flux#FluxVoting"]),
      Timelock: addressOf(result.contracts["Flux#TimelockController"]),
    };
  } finally {
    await close();
  }
}

function addressOf(contract: { address: string } | undefined): Address {
  if (!contract) throw new Error("Ignition ended well without the contract");
  return getAddress(contract.address);
}
