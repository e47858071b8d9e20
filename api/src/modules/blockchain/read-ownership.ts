import { fluxGarmentAbi } from "@flux/contracts";
import { type Address, isAddressEqual, zeroAddress } from "viem";
import type { Deps } from "../../deps.ts";
import { readFromChain } from "./read-from-chain.ts";

/**
 * Who holds a token, from the chain itself at its newest block: what gates and transfers go by. `owner` is null
 * for a token that does not exist. Throws `chain_unreachable`: without an answer nobody is let in.
 */
export async function readOwnership({ chain }: Pick<Deps, "chain">, tokenId: bigint) {
  return readFromChain(async () => {
    const { number: block } = await chain.client.getBlock();
    const [holder] = await chain.client.readContract({
      address: chain.contracts.FluxGarment,
      abi: fluxGarmentAbi,
      functionName: "holdingOf",
      args: [tokenId],
      blockNumber: block,
    });
    const owner: Address | null = isAddressEqual(holder, zeroAddress) ? null : holder;
    return { owner, block };
  });
}
