// A dry run for Polygon: a local chain that says it is 137, so that every rule of a public chain holds.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  adminRole,
  fluxGarmentAbi,
  fluxVotingAbi,
  grants,
  readDeployment,
  type WorkingRole,
  workingRoles,
} from "@flux/contracts";
import { startExplorer } from "@flux/sandbox/explorer";
import {
  type Address,
  createTestClient,
  encodeFunctionData,
  getCreateAddress,
  http,
  keccak256,
  parseAbi,
  parseEther,
  publicActions,
  toBytes,
  walletActions,
  zeroHash,
} from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { polygon } from "viem/chains";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startChain } from "../test/harness/chain.ts";
import { deploymentGasPrice } from "./deploy/gas-price.ts";
import { developmentMnemonic } from "./flux/chain.ts";

const gwei = 1_000_000_000n;
const deployerKey = keccak256(toBytes("a deployer of its own"));
const deployer = privateKeyToAccount(deployerKey).address;
const person = (addressIndex: number) => mnemonicToAccount(developmentMnemonic, { addressIndex }).address;
const multisig = person(9);
const holders = Object.fromEntries(
  (Object.keys(workingRoles) as WorkingRole[]).map((role, index) => [role, person(index + 1)]),
) as Record<WorkingRole, Address>;

let node: Awaited<ReturnType<typeof startChain>>;
let chain: ReturnType<typeof connect>;
let file: string;
const connect = (rpcUrl: string) =>
  createTestClient({ chain: polygon, mode: "anvil", transport: http(rpcUrl), pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions);

beforeAll(async () => {
  node = await startChain({ chainId: 137 });
  chain = connect(node.rpcUrl);
  file = join(mkdtempSync(join(tmpdir(), "flux-polygon-")), "137.json");
});
afterAll(() => node.close());

async function run(script: string, env: Record<string, string>) {
  const { PATH, HOME } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { PATH, HOME, RPC_URL: node.rpcUrl, DEPLOYMENT_FILE: file, ...env },
  });
  return stdout;
}

function deploy() {
  const roles = Object.entries(holders).map(([role, holder]) => [`${role.toUpperCase()}_ADDRESS`, holder]);
  const keys = { DEPLOYER_KEY: deployerKey, MULTISIG_ADDRESS: multisig, ...Object.fromEntries(roles) };
  return run("scripts/deploy.ts", { CONFIRMATIONS: "1", ...keys });
}

const holds = (contract: "FluxGarment" | "FluxVoting" | "Timelock", role: `0x${string}`, account: Address) =>
  chain.readContract({
    address: readDeployment(file, 137)[contract] as Address,
    abi: fluxVotingAbi,
    functionName: "hasRole",
    args: [role, account],
  });

describe("a deployment to Polygon", () => {
  test("wants a contract as its multisig", async () => {
    await expect(deploy()).rejects.toThrow(/MULTISIG_ADDRESS 0x\w+ is no contract on chain 137/);
    await chain.setCode({ address: multisig, bytecode: "0x00" });
  });

  test("that ran out of money is taken up where it stopped, and pays for nothing twice", async () => {
    await chain.setBalance({ address: deployer, value: parseEther("0.2") });
    await expect(deploy()).rejects.toThrow(/gas required exceeds allowance|insufficient funds/);
    expect(existsSync(file)).toBe(false);
    const sent = await chain.getTransactionCount({ address: deployer });
    expect(sent).toBeGreaterThan(0);

    await chain.setBalance({ address: deployer, value: parseEther("10") });
    await deploy();
    // The pair and the timelock, the grants, the owner, and for each of the pair the admin's grant and the deployer's leaving.
    expect(await chain.getTransactionCount({ address: deployer })).toBe(3 + grants.length + 1 + 4);
    const { FluxGarment, startBlock } = readDeployment(file, 137);
    expect(FluxGarment).toBe(getCreateAddress({ from: deployer, nonce: 0n }));
    const block = await chain.getBlock({ blockNumber: BigInt(startBlock), includeTransactions: true });
    expect(block.transactions.map(({ from, to }) => [from, to])).toEqual([[deployer.toLowerCase(), null]]);
    expect(await deploy()).toMatch(/already/);
  });

  test("pays the tip below which Polygon's nodes drop a transaction", async () => {
    for (let block = await chain.getBlockNumber(); block > 0n; block--) {
      const { transactions, baseFeePerGas } = await chain.getBlock({
        blockNumber: block,
        includeTransactions: true,
      });
      for (const { from, gasPrice } of transactions) {
        if (from !== deployer.toLowerCase()) continue;
        expect((gasPrice ?? 0n) - (baseFeePerGas ?? 0n)).toBeGreaterThanOrEqual(25n * gwei);
      }
    }
    const busy = { getBlock: async () => ({ baseFeePerGas: 100n * gwei }) as never };
    const price = (tip: bigint) =>
      deploymentGasPrice({ ...busy, estimateMaxPriorityFeePerGas: async () => tip } as never);
    expect(await price(1n)).toBe(155n * gwei);
    expect(await price(40n * gwei)).toBe(165n * gwei);
  });

  test("names the multisig as the collection's owner, who can sign for it on marketplaces", async () => {
    const address = readDeployment(file, 137).FluxGarment;
    expect(await chain.readContract({ address, abi: fluxGarmentAbi, functionName: "owner" })).toBe(multisig);
  });

  test("leaves the deployer nothing, and everybody else only his own", async () => {
    const timelockRoles = ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"].map((name) =>
      keccak256(toBytes(name)),
    );
    const { Timelock } = readDeployment(file, 137);
    const everybody = [deployer, multisig, Timelock as Address, ...Object.values(holders)];
    const held: string[] = [];
    for (const account of everybody) {
      for (const contract of ["FluxGarment", "FluxVoting", "Timelock"] as const) {
        const ids = Object.entries(workingRoles).map(([name, { id }]) => [name, id] as const);
        for (const [name, id] of [...ids, ["admin", adminRole.id] as const]) {
          if (await holds(contract, id, account)) held.push(`${account} ${contract} ${name}`);
        }
      }
      for (const id of timelockRoles) {
        expect(await holds("Timelock", id, account)).toBe(account === multisig);
      }
    }
    expect(held.sort()).toEqual(
      [
        ...grants.map(([contract, role]) => `${holders[role]} ${contract} ${role}`),
        ...["FluxGarment", "FluxVoting", "Timelock"].map((contract) => `${Timelock} ${contract} admin`),
      ].sort(),
    );
  });

  test("is administered by the multisig alone, two days after it said what it will do", async () => {
    const { FluxGarment, Timelock } = readDeployment(file, 137);
    const timelock = {
      address: Timelock as Address,
      abi: parseAbi([
        "function schedule(address target, uint256 value, bytes data, bytes32 predecessor, bytes32 salt, uint256 delay)",
        "function execute(address target, uint256 value, bytes payload, bytes32 predecessor, bytes32 salt)",
        "error TimelockInsufficientDelay(uint256 delay, uint256 minDelay)",
        "error TimelockUnexpectedOperationState(bytes32 operationId, bytes32 expectedStates)",
        "error AccessControlUnauthorizedAccount(address account, bytes32 neededRole)",
      ]),
    };
    const data = encodeFunctionData({
      abi: fluxGarmentAbi,
      functionName: "setDefaultRoyalty",
      args: [person(8), 500n],
    });
    const what = [FluxGarment, 0n, data, zeroHash, zeroHash] as const;
    const schedule = (account: Address, delay: bigint) =>
      chain.simulateContract({ ...timelock, functionName: "schedule", args: [...what, delay], account });
    const execute = () =>
      chain.simulateContract({ ...timelock, functionName: "execute", args: what, account: multisig });
    const days = (count: number) => 86_400 * count;

    await expect(schedule(deployer, BigInt(days(2)))).rejects.toThrow(/AccessControlUnauthorizedAccount/);
    await expect(schedule(multisig, BigInt(days(2)) - 1n)).rejects.toThrow(/TimelockInsufficientDelay/);
    await chain.impersonateAccount({ address: multisig });
    await chain.setBalance({ address: multisig, value: parseEther("1") });
    const { request } = await schedule(multisig, BigInt(days(2)));
    await chain.waitForTransactionReceipt({ hash: await chain.writeContract(request) });
    await expect(execute()).rejects.toThrow(/TimelockUnexpectedOperationState/);
    await chain.increaseTime({ seconds: days(2) });
    await chain.mine({ blocks: 1 });
    const due = await execute();
    await chain.waitForTransactionReceipt({ hash: await chain.writeContract(due.request) });
    const royalty = await chain.readContract({
      address: FluxGarment,
      abi: fluxGarmentAbi,
      functionName: "royaltyInfo",
      args: [1_000_001n, 10_000n],
    });
    expect(royalty).toEqual([person(8), 500n]);
  });

  test("is never replaced by other contracts", async () => {
    const note = join(file.replace(".json", ".ignition"), "chain.json");
    const before = readFileSync(note, "utf8");
    writeFileSync(note, JSON.stringify({ ...JSON.parse(before), sources: "other", code: "0x12" }));
    await expect(deploy()).rejects.toThrow(/the contracts here are not those on chain 137/);
    writeFileSync(note, before);
    expect(await deploy()).toMatch(/already/);
  });

  test("is verified from its journal by explorers that compile it themselves, and only once", async () => {
    const explorer = await startExplorer({ port: 0, rpcUrl: node.rpcUrl, chainId: 137, apiKey: "a key" });
    const verify = () =>
      run("scripts/verify.ts", {
        SOURCIFY_URL: `${explorer.url}/sourcify`,
        ETHERSCAN_API_URL: `${explorer.url}/etherscan/v2/api`,
        ETHERSCAN_API_KEY: "a key",
      });
    try {
      expect((await verify()).match(/verified successfully on (Sourcify|PolygonScan)/g)).toHaveLength(6);
      expect((await verify()).match(/already been verified on (Sourcify|PolygonScan)/g)).toHaveLength(6);

      // Other code at an address is not verified.
      const { FluxVoting, FluxGarment } = readDeployment(file, 137);
      const code = await chain.getCode({ address: FluxVoting });
      await chain.setCode({ address: FluxGarment, bytecode: code ?? "0x" });
      const other = await startExplorer({ port: 0, rpcUrl: node.rpcUrl, chainId: 137, apiKey: "" });
      const refused = run("scripts/verify.ts", { SOURCIFY_URL: `${other.url}/sourcify` });
      await expect(refused.finally(other.close)).rejects.toThrow(
        /Not verified, run it again:\s+contracts.FluxGarment/,
      );
    } finally {
      await explorer.close();
    }
  });
});
