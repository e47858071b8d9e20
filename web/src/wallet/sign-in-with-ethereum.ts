import type { Messages } from "next-intl";
import createClient from "openapi-fetch";
import { type Address, getAddress, type Hex } from "viem";
import { createSiweMessage } from "viem/siwe";
import type { paths } from "@/api.gen.ts";

/** A sentence for the person at the wallet. */
export class WalletProblem extends Error {
  override name = "WalletProblem";
}

// Not from the catalogue: the message of EIP-4361 is ASCII.
const statement = "Sign in to FLUX. This costs nothing and moves nothing.";

/** EIP-4361: a fresh nonce, a message that names this site, a signature, a session cookie. */
export async function signInWithEthereum({
  address,
  words,
  sign,
}: {
  address: Address;
  words: Messages["wallet"]["list"];
  sign: (message: string) => Promise<Hex>;
}): Promise<void> {
  const api = createClient<paths>({ baseUrl: window.location.origin });
  const { data } = await api.POST("/api/auth/siwe/nonce");
  if (!data) throw new WalletProblem(words.notStarted);
  const message = createSiweMessage({
    address: getAddress(address),
    chainId: data.chainId,
    domain: data.domain,
    uri: data.uri,
    nonce: data.nonce,
    version: data.version,
    statement,
    issuedAt: new Date(),
    expirationTime: new Date(data.expiresAt),
  });
  const { error } = await api.POST("/api/auth/siwe/verify", {
    body: { message, signature: await sign(message) },
  });
  if (error) throw new WalletProblem(error.error.message);
}
