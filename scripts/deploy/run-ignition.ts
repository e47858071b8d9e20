import {
  errorDeploymentResultToExceptionMessage,
  HardhatArtifactResolver,
} from "@nomicfoundation/hardhat-ignition/helpers";
import { DeploymentResultType, deploy } from "@nomicfoundation/ignition-core";
import hre from "hardhat";
import { type Address, getAddress } from "viem";
import Flux from "../../contracts/ignition/modules/Flux.ts";
import { type DeploymentAccounts, localChainId } from "./accounts.ts";

type Run = { chainId: number; rpcUrl: string; journal: string; accounts: DeploymentAccounts };

/** Compiles and deploys, or takes up a deployment that its journal began. Throws with Ignition's own words. */
export async function runIgnition({ chainId, rpcUrl, journal, accounts }: Run) {
  await hre.tasks.getTask("build").run({ noTests: true, quiet: true });
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
      deploymentParameters: { Flux: accounts.roles },
      accounts: (await provider.request({ method: "eth_accounts" })) as string[],
      config: chainId === localChainId ? { requiredConfirmations: 1, blockPollingInterval: 50 } : {},
      // Bor nodes drop whatever tips less than 25 gwei (PIP-35).
      ...(chainId === localChainId ? {} : { maxPriorityFeePerGas: 30_000_000_000n }),
    });
    if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT) {
      throw new Error(errorDeploymentResultToExceptionMessage(result));
    }
    return {
      FluxGarment: addressOf(result.contracts["Flux#FluxGarment"]),
      FluxVoting: addressOf(result.contracts["Flux#FluxVoting"]),
    };
  } finally {
    await close();
  }
}

function addressOf(contract: { address: string } | undefined): Address {
  if (!contract) throw new Error("Ignition ended well without the contract");
  return getAddress(contract.address);
}
