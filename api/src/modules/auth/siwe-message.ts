import type { SiweMessage } from "siwe";
import { type Address, getAddress } from "viem";
import { readInstant } from "../../input/instant.ts";
import { authErrors } from "./errors.ts";

/** EIP-4361's clock tolerance here, and how long a nonce is good: 5 minutes. */
export const siweWindowMs = 5 * 60 * 1000;

type Site = { webUrl: string; chainId: number };

/** Reads a sign-in message by EIP-4361's grammar, and nothing that merely looks like one. */
export async function parseSiweMessage(message: string): Promise<SiweMessage> {
  // It brings ethers along, 20 MB of a process that most never sign in to by wallet.
  const { SiweMessage } = await import("siwe");
  let parsed: SiweMessage;
  try {
    parsed = new SiweMessage(message);
  } catch (error) {
    throw invalid("it does not follow EIP-4361", error);
  }
  // What we check must be all that was signed: written out again, the fields give the very same text.
  if (parsed.prepareMessage() !== message) throw invalid("it does not follow EIP-4361");
  return parsed;
}

/** Refuses a message that was written for another site, chain or time. Returns who claims to have signed it. */
export function checkSiweMessage(message: SiweMessage, { webUrl, chainId }: Site, now = Date.now()): Address {
  const site = new URL(webUrl);
  // The wallet shows `domain` to its owner: a message a phishing site got signed names that site.
  if (message.domain !== site.host) throw invalid(`its domain is not ${site.host}`);
  if (message.scheme && `${message.scheme}:` !== site.protocol) throw invalid("its scheme is not ours");
  if (originOf(message.uri) !== site.origin) throw invalid(`its URI is not at ${site.origin}`);
  if (message.version !== "1") throw invalid("its version is not 1");
  if (message.chainId !== chainId) throw invalid(`its chain is not ${chainId}`);
  const { issuedAt, expirationTime, notBefore } = message;
  if (!issuedAt || Math.abs(now - instantOf(issuedAt)) > siweWindowMs) {
    throw invalid("it was not issued within the last 5 minutes");
  }
  if (!expirationTime) throw invalid("it has no expiration time");
  if (instantOf(expirationTime) <= now) throw invalid("it has expired");
  if (notBefore !== undefined && instantOf(notBefore) > now) throw invalid("it is not valid yet");
  return getAddress(message.address);
}

function instantOf(time: string): number {
  const instant = readInstant(time);
  if (instant === null) throw invalid(`its time ${time} is no RFC 3339 date and time`);
  return instant;
}

function invalid(problem: string, cause?: unknown) {
  return authErrors.siwe_message_invalid({ problem }, cause);
}

function originOf(uri: string): string | null {
  return URL.canParse(uri) ? new URL(uri).origin : null;
}
