import { type Address, isAddressEqual, zeroAddress } from "viem";
import { readOwnership } from "../../adapters/chain/read-ownership.ts";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Deps } from "../../deps.ts";
import { requestRelay, transferKey } from "../../minter/request-relay.ts";
import { walletsOf } from "../wallets/queries.ts";
import { garmentErrors } from "./errors.ts";

type SendGarment = { userId: string; tokenId: bigint; to: Address };

/**
 * Sends a garment out of custody to any address, at FLUX's cost. Custody signs and the relayer sends later; asked
 * for twice it happens once. Throws `garment_not_yours`, `not_in_custody`, `receiver_refused`, `already_sending`,
 * `too_many_under_way`.
 */
export async function sendGarment(deps: Deps, { userId, tokenId, to }: SendGarment) {
  const { db, chain } = deps;
  const { FluxGarment, FluxVoting } = chain.contracts;
  const [{ owner, moves }, wallets] = await Promise.all([
    readOwnership(deps, tokenId),
    walletsOf(db, userId),
  ]);
  const holder = wallets.find(({ address }) => owner && address === owner.toLowerCase());
  if (!owner || !holder) throw garmentErrors.garment_not_yours();
  if (holder.kind !== "custody") throw garmentErrors.not_in_custody();
  // Nobody could ever move it on from these.
  if ([zeroAddress, FluxGarment, FluxVoting, owner].some((nobody) => isAddressEqual(nobody, to))) {
    throw garmentErrors.receiver_refused({ to });
  }
  const act = { kind: "transfer", tokenId: String(tokenId), from: owner, to, moves: String(moves) } as const;
  const relay = await db.transaction(async (tx) => {
    const relay = await requestRelay(tx, {
      key: transferKey(tokenId, moves),
      userId,
      act,
      custodyIndex: holder.derivationIndex,
    });
    if (relay.act.kind !== "transfer" || !isAddressEqual(relay.act.to, to))
      throw garmentErrors.already_sending();
    // A repeat gets the relay of the first time, which is written down already.
    if (relay.isNew) {
      await writeAudit(tx, deps, {
        actor: userId,
        act: "garment_sent",
        subject: String(tokenId),
        details: { relayId: relay.id, from: owner, to },
      });
    }
    return relay;
  });
  deps.log.info({ relayId: relay.id, tokenId: String(tokenId) }, "garment sent");
  return relay;
}
