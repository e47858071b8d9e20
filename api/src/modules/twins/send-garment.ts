import { type Address, isAddressEqual } from "viem";
import { readOwnership } from "../../adapters/chain/read-ownership.ts";
import type { ApiDeps } from "../../deps.ts";
import { askDeparture } from "../departures/ask-departure.ts";
import { departureErrors } from "../departures/errors.ts";
import { knowDestination } from "../departures/know-destination.ts";
import { departuresById, sendsToday } from "../departures/queries.ts";
import { refuseDestination } from "../departures/refuse-destination.ts";
import { lockPerson } from "../users/lock-person.ts";
import { walletsOf } from "../wallets/queries.ts";
import { garmentErrors } from "./errors.ts";

type SendGarment = { userId: string; tokenId: bigint; to: Address };

/**
 * Sends a garment out of custody, at FLUX's cost: at once to a wallet that its person proved or sent to before, else once
 * its wait is over. Custody signs and the relayer sends later; asked for twice it happens once. Throws
 * `garment_not_yours`, `not_in_custody`, `already_sending`, `too_many_sends`, `too_many_under_way`, the
 * `destinationErrors` and the `gateErrors`.
 */
export async function sendGarment(deps: ApiDeps, { userId, tokenId, to }: SendGarment) {
  const { db, env } = deps;
  const [{ owner, moves }, wallets] = await Promise.all([
    readOwnership(deps, tokenId),
    walletsOf(db, userId),
  ]);
  const holder = wallets.find(({ address }) => owner && address === owner.toLowerCase());
  if (!owner || !holder) throw garmentErrors.garment_not_yours();
  const { derivationIndex: custodyIndex } = holder;
  if (custodyIndex === null) throw garmentErrors.not_in_custody();
  await refuseDestination(deps, { from: owner, to, tokenId });
  return db.transaction(async (tx) => {
    // Of two that one person asks for, the second sees what the first left.
    const person = await lockPerson(tx, userId);
    if (person?.deletedAt !== null) throw garmentErrors.garment_not_yours();
    const known = await walletsOf(tx, userId);
    // Another person's address in custody is no exception: a thief has one in a minute.
    const isProved = known.some(({ kind, address }) => kind === "own" && address === to.toLowerCase());
    const waitHours = env.CUSTODY_NEW_DESTINATION_WAIT_H;
    const leavesAt = isProved ? null : await knowDestination(deps, tx, { userId, to, waitHours });
    const garment = { tokenId, moves, from: owner, custodyIndex };
    const asked = await askDeparture(deps, tx, { userId, garment, to, via: "send", leavesAt });
    if (!isAddressEqual(asked.to, to)) throw departureErrors.already_sending();
    if (asked.isNew) {
      const limit = env.CUSTODY_SENDS_PER_DAY;
      const { sends, secondsLeft } = await sendsToday(tx, userId);
      if (sends > limit) throw departureErrors.too_many_sends({ limit, retryAfterSec: secondsLeft });
    }
    const [row] = await departuresById(tx, [asked.id]);
    if (!row) throw new Error(`the departure ${asked.id} is gone`);
    return row;
  });
}
