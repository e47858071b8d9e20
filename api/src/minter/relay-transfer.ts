import { fluxGarmentAbi, garmentDomain, transferTypes } from "@flux/contracts";
import { encodeFunctionData, isAddressEqual } from "viem";
import { canReceive } from "../adapters/chain/can-receive.ts";
import { readOwnership } from "../adapters/chain/read-ownership.ts";
import { boundGas, gasOfTransfer } from "./bound-gas.ts";
import { closeDone } from "./close-done.ts";
import { type DueTransfer, type RelayDeps, signatureLifeSec } from "./due-relay.ts";
import { findMove } from "./find-move.ts";
import { refuseRequest } from "./refuse-request.ts";
import { parkRequest } from "./requests.ts";
import { revertReason } from "./revert-reason.ts";
import type { Outgoing } from "./store-before-send.ts";

/** Moves a garment out of custody: custody signs as its owner, the relayer pays. Null when there is nothing to send. */
export async function relayTransfer(deps: RelayDeps, relay: DueTransfer): Promise<Outgoing | null> {
  const { db, chain, custody, sender } = deps;
  const address = chain.contracts.FluxGarment;
  const { from, to, tokenId: id, moves: signedMoves } = relay.act;
  const tokenId = BigInt(id);
  const moves = BigInt(signedMoves);
  const { owner, moves: movesNow } = await readOwnership(deps, tokenId);
  // A node that is behind says so too: it is heard more than once before it is believed.
  if (!owner || movesNow < moves) return refused(deps, relay, "the chain has no such garment yet");
  if (movesNow === moves + 1n && isAddressEqual(owner, to)) {
    const by = await findMove(chain, { tokenId, from, to });
    const done = { relayId: relay.id, by, what: "this move", said: "sent before", about: { tokenId: id } };
    return closed(() => closeDone(deps, done));
  }
  if (movesNow !== moves || !isAddressEqual(owner, from)) {
    return closed(() => parkRequest(db, "relay", relay.id, "the garment has moved since it was sent"));
  }
  if (relay.custodyIndex === null)
    return closed(() => parkRequest(db, "relay", relay.id, "the sender has no custody address"));

  // It was looked at when it was asked for; what stands at an address may have changed since. Whatever goes wrong in the
  // receiver's own code must not hold up others.
  const takesIt = await canReceive(deps, { from, to, tokenId }).catch(() => null);
  if (takesIt === null) return refused(deps, relay, "nobody can say whether the receiver takes it", false);
  if (!takesIt) return refused(deps, relay, "the receiver is a contract that takes no garments");

  const deadline = BigInt(Math.floor(Date.now() / 1000) + signatureLifeSec);
  const signature = await custody.signTypedData(relay.custodyIndex, {
    domain: garmentDomain({ chainId: chain.id, address }),
    types: transferTypes,
    primaryType: "Transfer",
    message: { to, tokenId, moves, deadline },
  });
  const args = [to, tokenId, deadline, signature] as const;
  const call = { abi: fluxGarmentAbi, functionName: "transferBySig", args } as const;
  try {
    const estimate = await chain.client.estimateContractGas({ ...call, address, account: sender });
    const [data, gas] = [encodeFunctionData(call), boundGas(estimate, gasOfTransfer)];
    return { purpose: "relay", requestIds: [relay.id], to: address, data, gas };
  } catch (error) {
    const refusal = revertReason(error);
    if (!refusal) throw error;
    return refused(deps, relay, refusal.reason, refusal.lasting);
  }
}

function refused(deps: RelayDeps, relay: DueTransfer, reason: string, lasting = true) {
  const about = { relayId: relay.id, tokenId: relay.act.tokenId };
  return refuseRequest(deps, "relay", { ...relay, what: "transfer", about }, { reason, lasting });
}

async function closed(close: () => Promise<unknown>): Promise<null> {
  await close();
  return null;
}
