// Puts FluxGarment and FluxVoting on the chain at RPC_URL, grants their roles, and writes where they are.
//   node scripts/deploy.ts
// Does nothing when DEPLOYMENT_FILE already describes this chain. A run that was cut short is taken up where it stopped.
//   RPC_URL          http://127.0.0.1:8545
//   DEPLOYMENT_FILE  contracts/deployments/<chain id>.json; Ignition's journal lies beside it
//   DEPLOYER_KEY     pays for everything and is the first admin
//   MINTER_ADDRESS, CURATOR_ADDRESS, TAGGER_ADDRESS, ATTESTOR_ADDRESS, PAUSER_ADDRESS
// On a local chain (31337) keys and addresses default to anvil's well-known accounts.
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import {
  type Deployment,
  fluxGarmentAbi,
  fluxVotingAbi,
  parseDeployment,
  readGenesisHash,
} from "@flux/contracts";
import { type Address, createPublicClient, http, keccak256, toBytes } from "viem";
import { deploymentAccounts, localChainId, type RoleHolders } from "./deploy/accounts.ts";

const root = resolve(import.meta.dirname, "..");
const rpcUrl = process.env.RPC_URL ?? "http://127.0.0.1:8545";
const client = createPublicClient({ transport: http(rpcUrl) });
const [chainId, genesisHash] = await Promise.all([client.getChainId(), readGenesisHash(client)]);
const accounts = deploymentAccounts(process.env, chainId);
const file = resolve(process.env.DEPLOYMENT_FILE ?? join(root, `contracts/deployments/${chainId}.json`));

if (existsSync(file) && (await isDeployed(parseDeployment(await readFile(file, "utf8"))))) {
  console.log(`FLUX is on chain ${chainId} already: ${file}`);
} else {
  const deployment = await deploy();
  console.log(`FLUX is on chain ${chainId} from block ${deployment.startBlock}: ${file}`);
}

/** Whether the contracts of a deployment are on this very chain, with all their roles granted. */
async function isDeployed(deployment: Deployment): Promise<boolean> {
  if (deployment.chainId !== chainId || deployment.genesisHash !== genesisHash) return false;
  const codes = await Promise.all(
    [deployment.FluxGarment, deployment.FluxVoting].map((address) => client.getCode({ address })),
  );
  return codes.every((code) => code !== undefined) && (await hasRoles(deployment, accounts.roles));
}

async function hasRoles(deployment: Deployment, holders: RoleHolders): Promise<boolean> {
  const on = (address: Address, abi: typeof fluxGarmentAbi | typeof fluxVotingAbi) => (role: string) =>
    client.readContract({
      address,
      abi: abi as typeof fluxVotingAbi,
      functionName: "hasRole",
      args: [keccak256(toBytes(`${role.toUpperCase()}_ROLE`)), holders[role as keyof RoleHolders]],
    });
  const held = await Promise.all([
    ...Object.keys(holders).map(on(deployment.FluxGarment, fluxGarmentAbi)),
    on(deployment.FluxVoting, fluxVotingAbi)("curator"),
  ]);
  return held.every(Boolean);
}

async function deploy(): Promise<Deployment> {
  const journal = `${file.replace(/\.json$/, "")}.ignition`;
  const resumed = existsSync(journal);
  try {
    return await deployWithJournal(journal);
  } catch (error) {
    // A local chain loses its last blocks when it is killed, and contracts change under development: then the journal
    // tells a story that no longer fits. Of a public chain a person has to find out why.
    if (!resumed || chainId !== localChainId) throw error;
    await rm(journal, { recursive: true });
    return deployWithJournal(journal);
  }
}

async function deployWithJournal(journal: string): Promise<Deployment> {
  const { runIgnition } = await import("./deploy/run-ignition.ts");
  const startBlock = await openJournal(journal);
  const contracts = await runIgnition({ chainId, rpcUrl, journal, accounts });
  const deployment = { chainId, startBlock, genesisHash, ...contracts };
  if (!(await isDeployed(deployment))) {
    throw new Error(`chain ${chainId} does not have what ${journal} says was deployed to it`);
  }
  // Renamed into place, so that no reader ever sees half a file.
  await writeFile(`${file}.new`, `${JSON.stringify(deployment, null, 2)}\n`);
  await rename(`${file}.new`, file);
  return deployment;
}

/** Empties a journal of another chain; returns the block in which this one's deployment began. */
async function openJournal(journal: string): Promise<number> {
  const note = join(journal, "chain.json");
  if (existsSync(note)) {
    const noted = JSON.parse(await readFile(note, "utf8"));
    if (noted.genesisHash === genesisHash) return noted.startBlock;
  }
  await rm(journal, { recursive: true, force: true });
  await mkdir(dirname(note), { recursive: true });
  const startBlock = Number(await client.getBlockNumber()) + 1;
  await writeFile(note, JSON.stringify({ genesisHash, startBlock }));
  return startBlock;
}
