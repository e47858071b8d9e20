import type { Messages } from "next-intl";
import createClient from "openapi-fetch";
import { type Address, getAddress, type Hex } from "viem";
import { createSiweMessage } from "viem/siwe";
import type { paths } from "@/api.gen.ts";

/** A sentence for the person at the wallet. */
export class WalletProblem extends Error {
  override name = "WalletProblem";
}

/** The API wants to know first that it is them. */
export class ConfirmationNeeded extends Error {
  override name = "ConfirmationNeeded";
}

/** What a wallet's signature is for. */
export type Purpose = keyof typeof purposes;

// Not from the catalogue: the message of EIP-4361 is ASCII.
const purposes = {
  signIn: ["/api/auth/siwe/verify", "Sign in to FLUX. This costs nothing and moves nothing."],
  link: ["/api/auth/wallets", "Link this wallet to my FLUX account. This costs nothing and moves nothing."],
  confirm: ["/api/auth/confirm", "Confirm to FLUX that it is me. This costs nothing and moves nothing."],
} as const;

/** EIP-4361: a fresh nonce, a message that names this site, a signature, and what the API does with it. Whether a second factor is needed yet. */
export async function proveWallet({
  purpose,
  address,
  words,
  sign,
}: {
  purpose: Purpose;
  address: Address;
  words: Messages["wallet"]["list"];
  sign: (message: string) => Promise<Hex>;
}): Promise<{ needsCode: boolean }> {
  const api = createClient<paths>({ baseUrl: window.location.origin });
  const { data } = await api.POST("/api/auth/siwe/nonce");
  if (!data) throw new WalletProblem(words.notStarted);
  const [path, statement] = purposes[purpose];
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
  const { data: proven, error } = await api.POST(path, { body: { message, signature: await sign(message) } });
  if (error?.error.code === "confirmation_needed") throw new ConfirmationNeeded();
  if (error) throw new WalletProblem(error.error.message);
  return { needsCode: "needs" in proven };
}
