import { type Address, type Hex, isAddressEqual, recoverMessageAddress } from "viem";
import { isErc6492Signature } from "viem/utils";
import type { Deps } from "../../deps.ts";

type Signed = { address: Address; message: string; signature: Hex };

/**
 * True if the wallet signed the message: a key (EIP-191), a contract (ERC-1271), or a contract that is not
 * deployed yet (ERC-6492). Keys need no chain; a contract's word is the chain's. Throws
 * the `gateErrors`.
 */
export async function isSignedBy({ chain }: Pick<Deps, "chain">, { address, message, signature }: Signed) {
  if (await isSignedByKey({ address, message, signature })) return true;
  const { answer } = await chain.ask(async (client, blockNumber) => {
    const code = await client.getCode({ address, blockNumber });
    if (!code && !isErc6492Signature(signature)) return false;
    return client.verifyMessage({ address, message, signature, blockNumber });
  });
  return answer;
}

async function isSignedByKey({ address, message, signature }: Signed) {
  try {
    return isAddressEqual(await recoverMessageAddress({ message, signature }), address);
  } catch {
    // Not the form of a key's signature; a contract may understand it.
    return false;
  }
}
