import { type Address, isAddressEqual } from "viem";
import { canReceive } from "../../adapters/chain/can-receive.ts";
import type { Deps } from "../../deps.ts";
import { departureErrors } from "./errors.ts";

type Destination = { from: Address; to: Address; tokenId: bigint };

/**
 * Refuses an address that would keep a garment for good. Throws `already_there`, `nobodys_address`, `our_contract`,
 * `no_receiver`, and the `gateErrors`: without the chain's word nothing leaves.
 */
export async function refuseDestination({ chain }: Pick<Deps, "chain">, { from, to, tokenId }: Destination) {
  const { FluxGarment, FluxVoting, Timelock } = chain.contracts;
  if (isAddressEqual(from, to)) throw departureErrors.already_there({ to });
  if (isNobodys(to)) throw departureErrors.nobodys_address({ to });
  const ours = [FluxGarment, FluxVoting, ...(Timelock ? [Timelock] : [])];
  if (ours.some((contract) => isAddressEqual(contract, to))) throw departureErrors.our_contract({ to });
  if (!(await canReceive({ chain }, { from, to, tokenId }))) throw departureErrors.no_receiver({ to });
}

// Zero, precompiles, and what Polygon keeps for itself (0x…1000, 0x…1001, 0x…1010) are small numbers. No key has such an
// address: to find one with 12 zero bytes in front takes 2^96 tries.
const smallNumbers = 2n ** 64n;
/** 0x1111…, 0xffff…, 0xdead…dead: written by a hand, made by no key. */
const onePattern = /^0x([0-9a-f]{2}|[0-9a-f]{4})\1+$/;
const knownGraves = [
  "0x000000000000000000000000000000000000dead",
  "0xdead000000000000000042069420694206942069",
  // The system's own sender (EIP-4788).
  "0xfffffffffffffffffffffffffffffffffffffffe",
];

/** Whether it is known that nobody has the key of an address. */
export function isNobodys(address: Address): boolean {
  const written = address.toLowerCase();
  return BigInt(address) < smallNumbers || onePattern.test(written) || knownGraves.includes(written);
}
