import { readFile } from "node:fs/promises";
import {
  type Deployment,
  fluxGarmentAbi,
  fluxVotingAbi,
  garmentDomain,
  handoverTypes,
  tagHashOfChip,
  tagProofTypes,
  tokenIdOf,
} from "@flux/contracts";
import {
  type Abi,
  type Address,
  createTestClient,
  type Hex,
  http,
  keccak256,
  publicActions,
  toHex,
  walletActions,
} from "viem";
import { generatePrivateKey, mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { developmentMnemonic } from "../../scripts/flux/chain.ts";

export const [admin, asha, ravi] = [0, 5, 6].map((addressIndex) =>
  mnemonicToAccount(developmentMnemonic, { addressIndex }),
) as [Person, Person, Person];
type Person = ReturnType<typeof mnemonicToAccount>;

/** A chip of no garment yet. */
export const newChip = () => privateKeyToAccount(generatePrivateKey());

/** FLUX freshly deployed on an anvil, with every role held by `admin`. Each act is mined when its promise resolves. */
export async function deployFlux(rpcUrl: string) {
  const chain = createTestClient({
    account: admin,
    chain: foundry,
    mode: "anvil",
    transport: http(rpcUrl),
    pollingInterval: 20,
  })
    .extend(publicActions)
    .extend(walletActions);

  async function mined(hash: Hex) {
    const receipt = await chain.waitForTransactionReceipt({ hash });
    if (receipt.status !== "success") throw new Error(`transaction ${hash} reverted`);
    return receipt;
  }
  async function deploy(name: string, args: unknown[], file = `${name}.sol`) {
    const { abi, bytecode } = await artifact(name, file);
    const { contractAddress, blockNumber } = await mined(await chain.deployContract({ abi, bytecode, args }));
    if (!contractAddress) throw new Error(`${name} was not deployed`);
    return { address: contractAddress, blockNumber };
  }

  const { address: garment, blockNumber } = await deploy("FluxGarment", [admin.address]);
  const { address: voting } = await deploy("FluxVoting", [admin.address, garment]);
  const { parentHash: genesisHash } = await chain.getBlock({ blockNumber: 1n });
  const deployment: Deployment = {
    chainId: foundry.id,
    startBlock: Number(blockNumber),
    genesisHash,
    FluxGarment: garment,
    FluxVoting: voting,
  };

  const onGarment = { address: garment, abi: fluxGarmentAbi } as const;
  const onVoting = { address: voting, abi: fluxVotingAbi } as const;
  for (const role of ["MINTER_ROLE", "CURATOR_ROLE", "TAGGER_ROLE"]) {
    const args = [keccak256(toHex(role)), admin.address] as const;
    await mined(await chain.writeContract({ ...onGarment, functionName: "grantRole", args }));
    if (role === "CURATOR_ROLE")
      await mined(await chain.writeContract({ ...onVoting, functionName: "grantRole", args }));
  }
  const inOneHour = async () => (await chain.getBlock()).timestamp + 3_600n;

  return {
    chain,
    deployment,
    onGarment,
    onVoting,
    mined,
    /** A contract of the contracts' test support. */
    deployWallet: async (name: string) => (await deploy(name, [], "test-support/Wallets.sol")).address,
    /** Replaces the last `depth` blocks by empty ones. */
    reorg: (depth: number) =>
      fetch(rpcUrl, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "anvil_reorg", params: [depth, []] }),
      }),
    openBatch: async (batchId: number, cap = 100, uri = `ipfs://batch-${batchId}`) =>
      mined(
        await chain.writeContract({
          ...onGarment,
          functionName: "openBatch",
          args: [BigInt(batchId), cap, uri],
        }),
      ),
    mint: async (batchId: number, serial: number, to: Address, chip = newChip()) =>
      mined(
        await chain.writeContract({
          ...onGarment,
          functionName: "mintProduct",
          args: [
            {
              to,
              tokenId: tokenIdOf(batchId, serial),
              tagHash: tagHashOfChip(chip.address),
              orderRef: keccak256(toHex(serial)),
            },
          ],
        }),
      ),
    transfer: async (from: Person, to: Address, tokenId: bigint) =>
      mined(
        await chain.writeContract({
          ...onGarment,
          account: from,
          functionName: "transferFrom",
          args: [from.address, to, tokenId],
        }),
      ),
    handover: async (from: Person, to: Address, tokenId: bigint, chip: ReturnType<typeof newChip>) => {
      const moves = await chain.readContract({ ...onGarment, functionName: "movesOf", args: [tokenId] });
      const deadline = await inOneHour();
      const domain = garmentDomain({ chainId: foundry.id, address: garment });
      const message = { to, tokenId, moves, deadline };
      const consent = await from.signTypedData({
        ...{ domain, message, types: handoverTypes, primaryType: "Handover" },
      });
      const proof = await chip.signTypedData({
        ...{ domain, message, types: tagProofTypes, primaryType: "TagProof" },
      });
      const args = [to, tokenId, deadline, consent, proof] as const;
      return mined(await chain.writeContract({ ...onGarment, functionName: "handover", args }));
    },
    retag: async (tokenId: bigint, chip: ReturnType<typeof newChip>) =>
      mined(
        await chain.writeContract({
          ...onGarment,
          functionName: "retag",
          args: [tokenId, tagHashOfChip(chip.address)],
        }),
      ),
    openDesign: async (designId: bigint) => {
      const args = [designId, 0n, await inOneHour(), `ipfs://design-${designId}`] as const;
      return mined(await chain.writeContract({ ...onVoting, functionName: "openDesign", args }));
    },
    vote: async (voter: Person, designId: bigint, tokenIds: bigint[]) =>
      mined(
        await chain.writeContract({
          ...onVoting,
          account: voter,
          functionName: "vote",
          args: [designId, tokenIds],
        }),
      ),
  };
}

export type FluxOnChain = Awaited<ReturnType<typeof deployFlux>>;

async function artifact(name: string, source: string) {
  const file = new URL(`../../artifacts/contracts/${source}/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, "utf8")) as { abi: Abi; bytecode: Hex };
}
