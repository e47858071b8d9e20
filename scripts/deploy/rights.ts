import {
  adminRole,
  type Deployment,
  fluxGarmentAbi,
  fluxVotingAbi,
  grants,
  workingRoles,
} from "@flux/contracts";
import { type Address, type Hex, keccak256, type PublicClient, toBytes } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type DeploymentAccounts, localChainId } from "./accounts.ts";

/** Whether everybody has the rights that they should have on these contracts, and the deployer none of them. */
export async function areRightsGranted(
  client: PublicClient,
  deployment: Required<Deployment>,
  { deployerKey, roles, multisig }: DeploymentAccounts,
): Promise<boolean> {
  const { Timelock, chainId } = deployment;
  const deployer = privateKeyToAccount(deployerKey).address;
  // A timelock is an OpenZeppelin AccessControl like the others.
  const abis = { FluxGarment: fluxGarmentAbi, FluxVoting: fluxVotingAbi, Timelock: fluxVotingAbi };
  const holds = (contract: keyof typeof abis, role: Hex, account: Address) =>
    client.readContract({
      address: deployment[contract],
      abi: abis[contract] as typeof fluxVotingAbi,
      functionName: "hasRole",
      args: [role, account],
    });
  const wanted = await Promise.all([
    ...grants.map(([contract, role]) => holds(contract, workingRoles[role].id, roles[role])),
    holds("FluxGarment", adminRole.id, Timelock),
    holds("FluxVoting", adminRole.id, Timelock),
    holds("Timelock", adminRole.id, Timelock),
    ...timelockRoles.map((role) => holds("Timelock", role, multisig)),
  ]);
  const unwanted = await Promise.all([
    holds("FluxGarment", adminRole.id, deployer),
    holds("FluxVoting", adminRole.id, deployer),
    holds("Timelock", adminRole.id, deployer),
    ...(chainId === localChainId ? [] : timelockRoles.map((role) => holds("Timelock", role, deployer))),
    ...(chainId === localChainId
      ? []
      : grants.map(([contract, role]) => holds(contract, workingRoles[role].id, deployer))),
  ]);
  return wanted.every(Boolean) && !unwanted.some(Boolean);
}

const timelockRoles = ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"].map((name) =>
  keccak256(toBytes(name)),
);
