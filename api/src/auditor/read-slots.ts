import { type Deployment, fluxGarmentAbi } from "@flux/contracts";
import { type Address, type PublicClient, pad, toHex } from "viem";
import { askInParts } from "./ask-in-parts.ts";

/** A token's storage word, taken apart. `exists`: somebody holds it. */
type Slot = { exists: boolean; holder: Address; moves: number; tagVersion: number };

/** The storage of tokens at a block; of the newest one without `block`. See IFluxGarment.slotOf for the word's layout. */
export async function readSlots(
  client: PublicClient,
  deployment: Deployment,
  tokenIds: bigint[],
  block?: bigint,
): Promise<Map<bigint, Slot>> {
  const garment = { address: deployment.FluxGarment, abi: fluxGarmentAbi, functionName: "slotOf" } as const;
  const words = await askInParts(tokenIds, (part) =>
    client.multicall({
      ...{ deployless: true, allowFailure: false, batchSize: 0 },
      ...(block === undefined ? {} : { blockNumber: block }),
      contracts: part.map((tokenId) => ({ ...garment, args: [tokenId] }) as const),
    }),
  );
  return new Map(tokenIds.map((tokenId, index) => [tokenId, takeApart(words[index] ?? 0n)]));
}

function takeApart(word: bigint): Slot {
  const bits = (from: bigint, count: bigint) => (word >> from) & ((1n << count) - 1n);
  return {
    exists: bits(0n, 160n) !== 0n,
    holder: pad(toHex(bits(0n, 160n)), { size: 20 }),
    moves: Number(bits(200n, 40n)),
    tagVersion: Number(bits(240n, 16n)),
  };
}
