import type { Address, Hex } from "viem";
import type { ApiDeps } from "../../deps.ts";
import { authErrors } from "./errors.ts";
import { consumeSiweNonce } from "./issue-siwe-nonce.ts";
import { checkSiweMessage, parseSiweMessage } from "./siwe-message.ts";
import { isSignedBy } from "./verify-wallet-signature.ts";

/** The wallet that signed this EIP-4361 message for us, just now. Throws what such a message is refused for. */
export async function proveWallet(
  deps: Pick<ApiDeps, "db" | "env" | "chain">,
  { message, signature }: { message: string; signature: Hex },
): Promise<Address> {
  const { env } = deps;
  const parsed = await parseSiweMessage(message);
  // Used up before anything is checked: a nonce gives one try, whatever comes of it.
  await consumeSiweNonce(deps, parsed.nonce);
  const address = checkSiweMessage(parsed, { webUrl: env.WEB_URL, chainId: env.CHAIN_ID });
  if (!(await isSignedBy(deps, { address, message, signature }))) throw authErrors.siwe_signature_invalid();
  return address;
}
