import { type Deployment, fluxGarmentAbi } from "@flux/contracts";
import type { PublicClient } from "viem";
import { askInParts } from "./ask-in-parts.ts";
import type { ChainFacts } from "./fold-events.ts";
import { readSlots } from "./read-slots.ts";
import { unreadable } from "./unreadable.ts";

/** Events and storage are two witnesses: throws where the contract's state at this block says otherwise than its events. */
export async function requireSameState(
  client: PublicClient,
  deployment: Deployment,
  { tokens, tags, batches }: ChainFacts,
  block: bigint,
) {
  const differ = (what: string) => unreadable(`the events and the state of ${what} differ at block ${block}`);
  const garment = { address: deployment.FluxGarment, abi: fluxGarmentAbi } as const;
  const together = { deployless: true, allowFailure: false, batchSize: 0, blockNumber: block } as const;

  const slots = await readSlots(client, deployment, [...tokens.keys()], block);
  for (const { tokenId, owner, moves, tagVersion } of tokens.values()) {
    const slot = slots.get(tokenId);
    if (slot?.holder !== owner || slot.moves !== moves.length || slot.tagVersion !== tagVersion)
      throw differ(`token ${tokenId}`);
  }

  const live = [...tags].filter(([, { retired }]) => !retired);
  const tagged = await askInParts(live, (part) =>
    client.multicall({
      ...together,
      contracts: part.map(
        ([tagHash]) => ({ ...garment, functionName: "tokenOfTag", args: [tagHash] }) as const,
      ),
    }),
  );
  for (const [index, [tagHash, { tokenId }]] of live.entries())
    if (tagged[index] !== tokenId) throw differ(`tag ${tagHash}`);

  const known = [...batches.values()];
  const states = await askInParts(known, (part) =>
    client.multicall({
      ...together,
      contracts: part.map(
        ({ batchId }) => ({ ...garment, functionName: "batchOf", args: [BigInt(batchId)] }) as const,
      ),
    }),
  );
  for (const [index, { batchId, cap, minted, vaulted }] of known.entries()) {
    const state = states[index];
    if (state?.cap !== cap || state.minted !== minted || state.vaulted !== vaulted)
      throw differ(`batch ${batchId}`);
  }
}
