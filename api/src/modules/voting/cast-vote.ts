import { ballotTypes, fluxGarmentAbi, votingDomain } from "@flux/contracts";
import { type Address, getAddress, type Hex } from "viem";
import type { Deps } from "../../deps.ts";
import { requestRelay } from "../../minter/request-relay.ts";
import { walletsOf } from "../wallets/queries.ts";
import { votingErrors } from "./errors.ts";
import { findDesign, votingGarments } from "./queries.ts";

type CastVote = {
  userId: string;
  designId: bigint;
  /** Which garments vote; without it all that can. */
  tokenIds?: bigint[] | undefined;
  /** A wallet's own ballot for exactly `tokenIds`; without it custody signs for the garments it keeps. */
  signed?: { voter: Address; deadline: bigint; signature: Hex } | undefined;
};

/**
 * Casts the votes of a person's garments, at FLUX's cost. They count once the relay is mined; a garment that
 * voted is skipped by the chain. Throws `vote_not_open`, `no_vote_left`, `garment_cannot_vote`,
 * `too_many_under_way`.
 */
export async function castVote(deps: Deps, { userId, designId, tokenIds, signed }: CastVote) {
  const { db } = deps;
  const design = await findDesign(db, designId);
  if (!design) throw votingErrors.design_not_found();
  const nowSec = BigInt(Math.floor(Date.now() / 1000));
  if (nowSec < design.opensAtSec || nowSec >= design.closesAtSec) throw votingErrors.vote_not_open();

  const { voter, custodyIndex } = await voterOf(deps, { userId, signed });
  const able = await votingGarments(db, { addresses: [voter], designId, opensAtSec: design.opensAtSec });
  const ableIds = able.map((garment) => garment.tokenId);
  const chosen = tokenIds ?? ableIds;
  if (chosen.length === 0) throw votingErrors.no_vote_left();
  for (const tokenId of chosen) {
    if (!ableIds.includes(tokenId)) throw votingErrors.garment_cannot_vote({ tokenId });
  }
  await requireHolder(deps, { voter, tokenIds: chosen });
  if (signed) await checkBallot(deps, { designId, tokenIds: chosen, ...signed });

  const ids = [...new Set(chosen)].sort((a, b) => (a < b ? -1 : 1)).map(String);
  const own = signed && { deadline: String(signed.deadline), signature: signed.signature };
  const relay = await db.transaction((tx) =>
    requestRelay(tx, {
      key: `vote:${designId}:${voter.toLowerCase()}:${ids.join(",")}`,
      userId,
      custodyIndex,
      act: {
        kind: "vote",
        designId: String(designId),
        voter: getAddress(voter),
        tokenIds: signed ? chosen.map(String) : ids,
        ...(own && { signed: own }),
      },
    }),
  );
  deps.log.info({ relayId: relay.id, designId: String(designId), garments: ids.length }, "vote requested");
  return relay;
}

/** The person's address that votes: custody's, or the wallet whose ballot they bring. */
async function voterOf(
  { db }: Deps,
  { userId, signed }: Pick<CastVote, "userId" | "signed">,
): Promise<{ voter: Address; custodyIndex: number | null }> {
  const wallets = await walletsOf(db, userId);
  const wallet = signed
    ? wallets.find(({ address }) => address === signed.voter.toLowerCase())
    : wallets.find(({ kind }) => kind === "custody");
  if (!wallet) throw signed ? votingErrors.ballot_signature_wrong() : votingErrors.no_vote_left();
  return { voter: getAddress(wallet.address), custodyIndex: signed ? null : wallet.derivationIndex };
}

/** The views may be late, or wrong: what somebody votes with, they hold on the chain itself. */
async function requireHolder({ chain }: Deps, { voter, tokenIds }: { voter: Address; tokenIds: bigint[] }) {
  const { answer: held } = await chain.ask((client, blockNumber) =>
    Promise.all(
      tokenIds.map((tokenId) =>
        client.readContract({
          address: chain.contracts.FluxGarment,
          abi: fluxGarmentAbi,
          functionName: "verifyOwnership",
          args: [voter, tokenId],
          blockNumber,
        }),
      ),
    ),
  );
  const foreign = tokenIds.find((_, index) => !held[index]);
  if (foreign !== undefined) throw votingErrors.garment_cannot_vote({ tokenId: foreign });
}

type Ballot = { designId: bigint; tokenIds: bigint[]; voter: Address; deadline: bigint; signature: Hex };

/** A ballot that the chain would skip is refused here, where its voter can still read why. */
async function checkBallot({ chain }: Deps, { voter, signature, ...message }: Ballot) {
  const { answer: fits } = await chain.ask((client, blockNumber) =>
    client.verifyTypedData({
      blockNumber,
      address: voter,
      signature,
      domain: votingDomain({ chainId: chain.id, address: chain.contracts.FluxVoting }),
      types: ballotTypes,
      primaryType: "Ballot",
      message,
    }),
  );
  if (!fits || message.deadline * 1000n <= BigInt(Date.now())) throw votingErrors.ballot_signature_wrong();
}
