// Puts FluxGarment, FluxVoting and their timelock on the chain at RPC_URL, grants the roles, and writes where they are.
//   ./flux exec node scripts/deploy.ts
// Does nothing when DEPLOYMENT_FILE already describes this chain. A run that was cut short is taken up where it stopped.
// Contracts that changed since are deployed anew on a local chain; on a public one that is refused.
// Its settings: deploy/settings.ts. DEPLOYER_KEY pays for everything and keeps nothing; Ignition's journal lies beside
// DEPLOYMENT_FILE.
// On a local chain (31337) keys and addresses default to anvil's well-known accounts.
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Deployment, parseDeployment, readGenesisHash } from "@flux/contracts";
import { createPublicClient, http } from "viem";
import { adminDelaySec, deploymentAccounts, localChainId } from "./deploy/accounts.ts";
import { deploymentGasPrice } from "./deploy/gas-price.ts";
import { areRightsGranted } from "./deploy/rights.ts";
import { deploySettings, readSettings } from "./deploy/settings.ts";
import { hashOfSources } from "./deploy/sources.ts";

const root = resolve(import.meta.dirname, "..");
const settings = readSettings(deploySettings);
// One node is told all: a second one may be a block behind what the first just took.
const [rpcUrl] = settings.RPC_URL;
const client = createPublicClient({ transport: http(rpcUrl) });
const [chainId, genesisHash] = await Promise.all([client.getChainId(), readGenesisHash(client)]);
const isLocal = chainId === localChainId;
const accounts = deploymentAccounts(settings, chainId);
const file = resolve(settings.DEPLOYMENT_FILE ?? join(root, `contracts/deployments/${chainId}.json`));
const journal = `${file.replace(/\.json$/, "")}.ignition`;
const note = join(journal, "chain.json");

/** What the journal is of. `sources` and `code` are there once the deployment is complete. */
type Note = { genesisHash: string; startBlock: number; sources?: string; code?: string };

const known = existsSync(file) ? parseDeployment(await readFile(file, "utf8")) : undefined;
if (known && (await isDeployed(known)) && !(await haveContractsChanged())) {
  console.log(`FLUX is on chain ${chainId} already: ${file}`);
} else {
  const deployment = await deploy();
  console.log(`FLUX is on chain ${chainId} from block ${deployment.startBlock}: ${file}`);
}

/** Whether the contracts of a deployment are on this very chain, with all rights as they should be. */
async function isDeployed(deployment: Deployment): Promise<boolean> {
  const { FluxGarment, FluxVoting, Timelock } = deployment;
  if (deployment.chainId !== chainId || deployment.genesisHash !== genesisHash || !Timelock) return false;
  const codes = await Promise.all(
    [FluxGarment, FluxVoting, Timelock].map((address) => client.getCode({ address })),
  );
  if (!codes.every((code) => code !== undefined)) return false;
  return areRightsGranted(client, { ...deployment, Timelock }, accounts);
}

/** Compiles only when a source or a setting changed; then empties a local chain's journal if the code did too. */
async function haveContractsChanged(): Promise<boolean> {
  // A public deployment is known to other machines by its file alone.
  if (!existsSync(note)) return false;
  const written: Note = JSON.parse(await readFile(note, "utf8"));
  const sources = await hashOfSources(root);
  if (written.sources === sources) return false;
  const { hashOfCode } = await import("./deploy/run-ignition.ts");
  if (written.code === (await hashOfCode())) {
    await writeFile(note, JSON.stringify({ ...written, sources }));
    return false;
  }
  if (!isLocal) {
    throw new Error(
      `the contracts here are not those on chain ${chainId}. They cannot be replaced: go back to the commit they were deployed from, or name another DEPLOYMENT_FILE to deploy a new pair`,
    );
  }
  console.log(`the contracts changed since they were deployed to chain ${chainId}: deploying them anew`);
  await rm(journal, { recursive: true });
  return true;
}

async function deploy(): Promise<Deployment> {
  if (!isLocal && (await client.getCode({ address: accounts.multisig })) === undefined) {
    throw new Error(`MULTISIG_ADDRESS ${accounts.multisig} is no contract on chain ${chainId}`);
  }
  const resumed = existsSync(journal);
  try {
    return await deployWithJournal();
  } catch (error) {
    // A local chain loses its last blocks when it is killed, and contracts change under development: then the journal
    // tells a story that no longer fits. Of a public chain a person has to find out why.
    if (!resumed || !isLocal) throw error;
    await rm(journal, { recursive: true });
    return deployWithJournal();
  }
}

async function deployWithJournal(): Promise<Deployment> {
  const { hashOfCode, runIgnition } = await import("./deploy/run-ignition.ts");
  const startBlock = await openJournal();
  const parameters = join(root, `contracts/ignition/parameters/${chainId}.json`);
  const [sources, code] = [await hashOfSources(root), await hashOfCode()];
  const contracts = await runIgnition({
    chainId,
    rpcUrl,
    journal,
    accounts,
    adminDelaySec: adminDelaySec(
      settings,
      chainId,
      JSON.parse(await readFile(parameters, "utf8")).Flux.adminDelaySec,
    ),
    confirmations: settings.CONFIRMATIONS ?? (isLocal ? 1 : 5),
    gasPrice: isLocal ? undefined : await deploymentGasPrice(client),
  });
  const deployment = { chainId, startBlock, genesisHash, ...contracts };
  if (!(await isDeployed(deployment))) {
    throw new Error(`chain ${chainId} does not have what ${journal} says was deployed to it`);
  }
  await writeFile(note, JSON.stringify({ genesisHash, startBlock, sources, code } satisfies Note));
  // Renamed into place, so that no reader ever sees half a file.
  await writeFile(`${file}.new`, `${JSON.stringify(deployment, null, 2)}\n`);
  await rename(`${file}.new`, file);
  return deployment;
}

/** Empties a journal of another chain; returns the block in which this one's deployment began. */
async function openJournal(): Promise<number> {
  if (existsSync(note)) {
    const written: Note = JSON.parse(await readFile(note, "utf8"));
    if (written.genesisHash === genesisHash) return written.startBlock;
  }
  await rm(journal, { recursive: true, force: true });
  await mkdir(dirname(note), { recursive: true });
  const startBlock = Number(await client.getBlockNumber()) + 1;
  await writeFile(note, JSON.stringify({ genesisHash, startBlock } satisfies Note));
  return startBlock;
}
