import { fluxGarmentAbi } from "@flux/contracts";
import type { Address } from "viem";
import type { Deps } from "../../deps.ts";

/** How many garments an address holds by the chain's own word, on which a right depends. Throws the `gateErrors`. */
export async function countHeld({ chain }: Pick<Deps, "chain">, address: Address): Promise<bigint> {
  const { answer } = await chain.ask((client, blockNumber) =>
    client.readContract({
      ...{ address: chain.contracts.FluxGarment, abi: fluxGarmentAbi, functionName: "balanceOf" },
      args: [address],
      blockNumber,
    }),
  );
  return answer;
}
