// The EIP-712 types that FluxGarment and FluxVoting verify; one for each act, none can stand in for another.
import type { Address } from "viem";

type Contract = { chainId: number; address: Address };

export const garmentDomain = ({ chainId, address }: Contract) =>
  ({ name: "FluxGarment", version: "1", chainId, verifyingContract: address }) as const;

export const votingDomain = ({ chainId, address }: Contract) =>
  ({ name: "FluxVoting", version: "1", chainId, verifyingContract: address }) as const;

const move = [
  { name: "to", type: "address" },
  { name: "tokenId", type: "uint256" },
  { name: "moves", type: "uint256" },
  { name: "deadline", type: "uint256" },
] as const;

/** The owner's order to move a garment: `transferBySig`. `moves` is `movesOf(tokenId)`; `deadline` in Unix seconds. */
export const transferTypes = { Transfer: move } as const;

/** The owner's consent to a handover: `handover` and `handoverAttested`. */
export const handoverTypes = { Handover: move } as const;

/** The chip's proof in a `handover`. Chips often sign with a high s: normalise it before it is sent. */
export const tagProofTypes = { TagProof: move } as const;

/** An attestor's word that a tag which cannot sign was tapped: `handoverAttested`. */
export const attestationTypes = {
  Attestation: [
    { name: "to", type: "address" },
    { name: "tokenId", type: "uint256" },
    { name: "tagHash", type: "bytes32" },
    { name: "moves", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** A holder's ballot: `voteBySig` and `voteMany`. */
export const ballotTypes = {
  Ballot: [
    { name: "designId", type: "uint256" },
    { name: "tokenIds", type: "uint256[]" },
    { name: "deadline", type: "uint256" },
  ],
} as const;
