import { fluxGarmentAbi } from "@flux/contracts";
import type { Address, Hex } from "viem";
import type { Chain } from "./chain.ts";
import { revertOf } from "./revert-of.ts";

type Move = { from: Address; to: Address; tokenId: bigint };

/**
 * Whether a garment can be moved on from `to`: it has no code, or its code takes tokens (ERC-721, onERC721Received). The
 * contract's moves by signature do not ask the receiver, so this is asked before. Throws the `gateErrors`.
 */
export async function canReceive({ chain }: { chain: Chain }, { from, to, tokenId }: Move): Promise<boolean> {
  const { answer } = await chain.ask(async (client, blockNumber) => {
    const code = await client.getCode({ address: to, blockNumber });
    if (!code || isDelegation(code)) return true;
    const call = { address: chain.contracts.FluxGarment, abi: fluxGarmentAbi, blockNumber } as const;
    try {
      await client.simulateContract({
        ...{ ...call, account: from, functionName: "safeTransferFrom" },
        args: [from, to, tokenId],
      });
      return true;
    } catch (error) {
      // A refusal of the contract always says why; a node's own fault comes without.
      if (!revertOf(error)?.raw) throw error;
      return false;
    }
  });
  return answer;
}

/**
 * A key that lets a contract's code speak for it (EIP-7702: 0xef0100 and the contract). The key still signs, and moves on
 * what it holds, whatever that code says to a receiver's question. Nobody can deploy code that begins so (EIP-3541).
 */
const isDelegation = (code: Hex) => code.length === 2 + 2 * 23 && code.startsWith("0xef0100");
