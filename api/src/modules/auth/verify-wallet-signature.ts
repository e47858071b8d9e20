import { type Address, type Hex, isAddressEqual, recoverMessageAddress } from "viem";
import { isErc6492Signature } from "viem/utils";
import type { Deps } from "../../deps.ts";
import { httpErrors } from "../../errors.ts";

type Signed = { address: Address; message: string; signature: Hex };

/**
 * True if the wallet signed the message: a key (EIP-191), a contract (ERC-1271), or a contract that is not
 * deployed yet (ERC-6492). Keys need no chain; a contract's word can't be had without one, so it is refused
 * as `unavailable` while the chain is down.
 */
export async function isSignedBy({ chain }: Pick<Deps, "chain">, { address, message, signature }: Signed) {
  if (await isSignedByKey({ address, message, signature })) return true;
  const code = await chain.client.getCode({ address }).catch((error) => {
    throw httpErrors.unavailable({}, error);
  });
  if (!code && !isErc6492Signature(signature)) return false;
  return chain.client.verifyMessage({ address, message, signature });
}

async function isSignedByKey({ address, message, signature }: Signed) {
  try {
    return isAddressEqual(await recoverMessageAddress({ message, signature }), address);
  } catch {
    // Not the form of a key's signature; a contract may understand it.
    return false;
  }
}
