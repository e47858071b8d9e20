import type { Hash } from "viem";
import { asha, type FluxOnChain, newChip, ravi } from "../../test/harness/flux-on-chain.ts";
import type { Chance } from "../../test/harness/seeded.ts";

/** One act of any kind, on what is on the chain at the moment. What the contract refuses just now is no act. */
export function actByChance(flux: FluxOnChain, chance: Chance) {
  const { chain, onGarment, onVoting, mined } = flux;
  let [serial, batchId, designId] = [0, 1, 0];
  /** Not the first batch, which stays open. */
  const later = () => chance.between(2, Math.max(2, batchId));
  const somebody = () => (chance.oneIn(2) ? asha : ravi);
  const done = async (sent: Promise<Hash>) => mined(await sent);

  /** Garments that are there now are few, so that each has a history. */
  async function anyToken() {
    const fromBlock = 0n;
    const logs = await chain.getContractEvents({ ...onGarment, eventName: "GarmentMinted", fromBlock });
    return logs[chance.between(0, Math.max(0, logs.length - 1))]?.args.tokenId ?? 1_000_001n;
  }
  async function holderOf(tokenId: bigint) {
    const owner = await chain.readContract({ ...onGarment, functionName: "ownerOf", args: [tokenId] });
    return owner === asha.address ? asha : ravi;
  }

  const acts: (() => Promise<unknown>)[] = [
    () => flux.mint(1, ++serial, somebody().address),
    () => flux.openBatch(++batchId, 9),
    () => flux.mint(later(), chance.between(1, 9), somebody().address),
    () => done(chain.writeContract({ ...onGarment, functionName: "lowerCap", args: [BigInt(later()), 5] })),
    // Never the first one, of which most are minted.
    () =>
      done(
        chain.writeContract({
          ...onGarment,
          functionName: "vaultBatch",
          args: [BigInt(later())],
        }),
      ),
    async () => {
      const tokenId = await anyToken();
      await flux.transfer(await holderOf(tokenId), somebody().address, tokenId);
    },
    async () => flux.retag(await anyToken(), newChip()),
    () => flux.openDesign(BigInt(++designId)),
    async () => {
      const tokenId = await anyToken();
      await flux.vote(await holderOf(tokenId), BigInt(designId), [tokenId]);
    },
    () =>
      done(
        chain.writeContract({
          ...onVoting,
          functionName: "decide",
          args: [BigInt(designId), chance.oneIn(2)],
        }),
      ),
  ];

  return async function act() {
    try {
      await acts[chance.between(0, acts.length - 1)]?.();
    } catch (error) {
      // By its name: the harness has a viem of its own.
      if (!(error instanceof Error && error.name === "ContractFunctionExecutionError")) throw error;
    }
  };
}
