import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { adminRole, fluxGarmentAbi, fluxVotingAbi, readDeployment } from "@flux/contracts";
import { type Address, keccak256, toBytes, zeroAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startChain } from "../test/harness/chain.ts";
import { adminDelaySec, deploymentAccounts } from "./deploy/accounts.ts";

const run = promisify(execFile);
let chain: Awaited<ReturnType<typeof startChain>>;
let file: string;
beforeEach(async () => {
  chain = await startChain();
  file = join(mkdtempSync(join(tmpdir(), "flux-deploy-")), "deployment.json");
});
afterEach(() => chain.close());

async function deploy(env: Record<string, string> = {}) {
  const settings = { ...process.env, RPC_URL: chain.rpcUrl, DEPLOYMENT_FILE: file, ...env };
  const { stdout } = await run(process.execPath, ["scripts/deploy.ts"], { env: settings });
  return stdout;
}

const deployer = privateKeyToAccount(deploymentAccounts({}, 31337).deployerKey).address;

/** Of the garments; the admin's role has no name. */
async function holdsRole(role: string, account: Address) {
  const { FluxGarment } = readDeployment(file, 31337);
  return chain.client.readContract({
    address: FluxGarment,
    abi: fluxGarmentAbi,
    functionName: "hasRole",
    args: [role ? keccak256(toBytes(`${role}_ROLE`)) : adminRole.id, account],
  });
}

// A deployment may compile first, on a busy machine.
describe("a deployment", () => {
  test("puts both contracts on the chain, grants the roles, and is not repeated", async () => {
    await deploy();
    const deployment = readDeployment(file, 31337);
    const { roles } = deploymentAccounts({}, 31337);
    expect(await holdsRole("MINTER", roles.minter)).toBe(true);
    expect(await holdsRole("CURATOR", roles.curator)).toBe(true);
    expect(await holdsRole("MINTER", roles.curator)).toBe(false);
    const garment = await chain.client.readContract({
      address: deployment.FluxVoting,
      abi: fluxVotingAbi,
      functionName: "garment",
    });
    expect(garment).toBe(deployment.FluxGarment);
    expect(deployment.startBlock).toBe(1);
    expect(await holdsRole("", roles.curator)).toBe(false);
    expect(await holdsRole("", deployer)).toBe(false);
    expect(await holdsRole("", deployment.Timelock as Address)).toBe(true);

    const height = await chain.client.getBlockNumber();
    expect(await deploy()).toMatch(/already/);
    expect(await chain.client.getBlockNumber()).toBe(height);

    // A lost file is found again in the journal, and nothing is paid twice.
    const before = readFileSync(file, "utf8");
    rmSync(file);
    await deploy();
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(await chain.client.getBlockNumber()).toBe(height);
  });

  test("of a chain that was emptied is made anew", async () => {
    await deploy();
    const before = readDeployment(file, 31337);
    await chain.close();
    chain = await startChain({ port: chain.port });
    expect(await deploy()).not.toMatch(/already/);
    const after = readDeployment(file, 31337);
    expect(after.genesisHash).not.toBe(before.genesisHash);
    expect(await chain.client.getCode({ address: after.FluxGarment })).toBeDefined();
  });

  test("that the chain lost with its last blocks is made anew", async () => {
    await chain.client.request({ method: "evm_snapshot" as never });
    await deploy();
    await chain.client.request({ method: "evm_revert" as never, params: ["0x0"] as never });
    expect(await chain.client.getCode({ address: readDeployment(file, 31337).FluxGarment })).toBeUndefined();
    const minter = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
    await deploy({ MINTER_ADDRESS: minter });
    expect(await holdsRole("MINTER", minter)).toBe(true);
    expect(await holdsRole("MINTER", deploymentAccounts({}, 31337).roles.minter)).toBe(false);
  });

  test("is kept while sources change but not what they compile to, and made anew when that changed too", async () => {
    await deploy();
    const before = readDeployment(file, 31337);
    const note = join(file.replace(".json", ".ignition"), "chain.json");
    const written = JSON.parse(readFileSync(note, "utf8"));

    writeFileSync(note, JSON.stringify({ ...written, sources: "of another comment" }));
    expect(await deploy()).toMatch(/already/);
    expect(JSON.parse(readFileSync(note, "utf8"))).toEqual(written);

    writeFileSync(note, JSON.stringify({ ...written, sources: "of other code", code: "0x12" }));
    expect(await deploy()).toMatch(/changed since they were deployed/);
    expect(readDeployment(file, 31337).FluxGarment).not.toBe(before.FluxGarment);
    expect(await deploy()).toMatch(/already/);
  });

  test("writes no file when the chain cannot be reached", async () => {
    await expect(deploy({ RPC_URL: "http://127.0.0.1:1" })).rejects.toThrow();
    expect(existsSync(file)).toBe(false);
  });
});

describe("settings", () => {
  test("that would leave the deployer a role on a public chain are refused", () => {
    const others = Object.fromEntries(
      ["MINTER", "CURATOR", "TAGGER", "ATTESTOR", "PAUSER"].map((role) => [
        `${role}_ADDRESS`,
        "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
      ]),
    );
    const { deployerKey } = deploymentAccounts({}, 31337);
    const env = { ...others, DEPLOYER_KEY: deployerKey, MULTISIG_ADDRESS: deployer };
    expect(() => deploymentAccounts(env, 137)).toThrow(
      "the deployer keeps nothing on chain 137: another address for multisig",
    );
  });

  test("of a public chain are all asked for at once", () => {
    expect(() => deploymentAccounts({}, 137)).toThrow(
      /chain 137, set DEPLOYER_KEY, MINTER_ADDRESS, CURATOR_ADDRESS, TAGGER_ADDRESS, ATTESTOR_ADDRESS, PAUSER_ADDRESS, MULTISIG_ADDRESS/,
    );
  });

  test("that are malformed are named", () => {
    expect(() => deploymentAccounts({ DEPLOYER_KEY: "0x12" }, 31337)).toThrow(
      /DEPLOYER_KEY is not a private key/,
    );
    expect(() => deploymentAccounts({ MINTER_ADDRESS: "0x12" }, 31337)).toThrow(
      /MINTER_ADDRESS is not an address/,
    );
    expect(() => deploymentAccounts({ MINTER_ADDRESS: zeroAddress }, 31337)).toThrow(
      /MINTER_ADDRESS is not an address/,
    );
  });

  test("give the timelock its delay, and that of a public chain never none", () => {
    expect(adminDelaySec({}, 137, 172_800)).toBe(172_800);
    expect(adminDelaySec({ ADMIN_DELAY_SEC: "" }, 137, 172_800)).toBe(172_800);
    expect(adminDelaySec({ ADMIN_DELAY_SEC: "60" }, 137, 172_800)).toBe(60);
    expect(adminDelaySec({}, 31337, 0)).toBe(0);
    expect(() => adminDelaySec({ ADMIN_DELAY_SEC: "0" }, 137, 172_800)).toThrow(/needs a delay/);
    expect(() => adminDelaySec({ ADMIN_DELAY_SEC: "2 days" }, 137, 172_800)).toThrow(/no whole number/);
  });
});
