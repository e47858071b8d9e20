// A chain of its own for each test file, inside this process, with the pair deployed and a person for each role.
import { fluxGarmentAbi, fluxVotingAbi, tagHashOfChip, tokenIdOf } from "@flux/contracts";
import hre from "hardhat";
import {
  type Account,
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createWalletClient,
  custom,
  getAddress,
  getContract,
  type Hex,
  keccak256,
  type PublicClient,
  publicActions,
  toBytes,
  toHex,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { expect } from "vitest";

export const hour = 3_600n;
export const zero = "0x0000000000000000000000000000000000000000";
export const hashOf = (text: string): Hex => keccak256(toBytes(text));
export const roleOf = (name: string): Hex =>
  name === "DEFAULT_ADMIN" ? toHex(0, { size: 32 }) : hashOf(`${name}_ROLE`);

const person = (addressIndex: number) =>
  mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex });

const names = [
  "admin",
  "minter",
  "curator",
  "tagger",
  "attestor",
  "pauser",
  "alice",
  "bob",
  "carol",
  "stranger",
  "chip",
] as const;
export type Name = (typeof names)[number];
export const people = Object.fromEntries(names.map((name, index) => [name, person(index)])) as Record<
  Name,
  ReturnType<typeof person>
>;

export type Flux = Awaited<ReturnType<typeof startFlux>>;

export async function startFlux() {
  const { provider, close } = await hre.network.create();
  // A revert comes as an error that viem would ask for three more times.
  const transport = custom(provider, { retryCount: 0 });
  const chain = hardhat;
  const client: PublicClient = createPublicClient({ chain, transport, pollingInterval: 5, cacheTime: 0 });

  async function deploy(
    name: string,
    args: readonly unknown[],
    from: Account = people.admin,
  ): Promise<Address> {
    const { abi, bytecode } = await hre.artifacts.readArtifact(name);
    const wallet = createWalletClient({ account: from, chain, transport });
    const hash = await wallet.deployContract({ abi, bytecode: bytecode as Hex, args });
    const { contractAddress } = await client.getTransactionReceipt({ hash });
    if (!contractAddress) throw new Error(`${name} was not deployed`);
    return getAddress(contractAddress);
  }

  const addresses = { garment: zero as Address, voting: zero as Address };
  // One client that reads as well as writes, so that what is only simulated is also sent by this person.
  const clientOf = (by: Name | Account) =>
    createWalletClient({
      account: typeof by === "string" ? people[by] : by,
      chain,
      transport,
      cacheTime: 0,
    }).extend(publicActions);
  /** The garment contract as this person calls it. */
  const garment = (by: Name | Account = "stranger") =>
    getContract({ address: addresses.garment, abi: fluxGarmentAbi, client: clientOf(by) });
  /** The voting contract as this person calls it. */
  const voting = (by: Name | Account = "stranger") =>
    getContract({ address: addresses.voting, abi: fluxVotingAbi, client: clientOf(by) });
  const now = async () => (await client.getBlock()).timestamp;

  addresses.garment = await deploy("FluxGarment", [people.admin.address]);
  addresses.voting = await deploy("FluxVoting", [people.admin.address, addresses.garment]);
  for (const name of ["minter", "curator", "tagger", "attestor", "pauser"] as const) {
    await garment("admin").write.grantRole([roleOf(name.toUpperCase()), people[name].address]);
  }
  await voting("admin").write.grantRole([roleOf("CURATOR"), people.curator.address]);

  let snapshot = await provider.request({ method: "evm_snapshot" });
  return {
    client,
    chainId: chain.id,
    addresses,
    garment,
    voting,
    deploy,
    now,
    stop: close,
    /** Back to the freshly deployed pair. */
    async reset() {
      await provider.request({ method: "evm_revert", params: [snapshot] });
      snapshot = await provider.request({ method: "evm_snapshot" });
    },
    /** Mines a block at this time, in Unix seconds. */
    async warpTo(timestamp: bigint) {
      await provider.request({ method: "evm_setNextBlockTimestamp", params: [toHex(timestamp)] });
      await provider.request({ method: "evm_mine" });
    },
    gasOf: async (hash: Hex) => (await client.getTransactionReceipt({ hash })).gasUsed,
    openBatch: (batchId: number, cap = 50) =>
      garment("curator").write.openBatch([BigInt(batchId), cap, `ipfs://batch-${batchId}`]),
    /** Mints a garment of batch 1 to this person, with the chip as its tag or any other. */
    async mintTo(to: Name, serial = 1, tagHash: Hex = hashOf(`tag ${serial}`)) {
      const tokenId = tokenIdOf(1, serial);
      await garment("minter").write.mintProduct([mintOf(to, serial, tagHash)]);
      return tokenId;
    },
  };
}

/** A mint of batch 1. */
export const mintOf = (to: Name, serial: number, tagHash: Hex = hashOf(`tag ${serial}`)) => ({
  to: people[to].address,
  tokenId: tokenIdOf(1, serial),
  tagHash,
  orderRef: hashOf(`order line of ${serial}`),
});

export const chipTag = tagHashOfChip(people.chip.address);

/** The act reverts with this error and exactly these values. */
export async function expectRefusal(act: Promise<unknown>, errorName: string, args: readonly unknown[] = []) {
  const fault = await act.then(
    () => undefined,
    (error: unknown) => error,
  );
  const revert = fault instanceof BaseError && fault.walk((e) => e instanceof ContractFunctionRevertedError);
  if (!(revert instanceof ContractFunctionRevertedError)) {
    throw fault ?? new Error(`was accepted instead of refused with ${errorName}`);
  }
  expect({ errorName: revert.data?.errorName, args: revert.data?.args ?? [] }).toEqual({ errorName, args });
}
