import { ballotTypes, fluxVotingAbi, votingDomain } from "@flux/contracts";
import { type Address, encodeFunctionData, type Hex, size } from "viem";
import { boundGas, gasOfAWallet, gasOfBallots } from "./bound-gas.ts";
import { closeDone } from "./close-done.ts";
import { type DueVote, type RelayDeps, signatureLifeSec } from "./due-relay.ts";
import { findBallots } from "./find-ballots.ts";
import { refuseRequest } from "./refuse-request.ts";
import { parkRequest } from "./requests.ts";
import { revertReason } from "./revert-reason.ts";
import { mostGas } from "./spending.ts";
import type { Outgoing } from "./store-before-send.ts";

type Ballot = { voter: Address; designId: bigint; tokenIds: bigint[]; deadline: bigint; signature: Hex };
type Cast = { relay: DueVote; ballot: Ballot };

/** Nodes keep no transaction of more than 128 KiB in their pool. */
const mostBytes = 100_000;

/**
 * Casts many people's ballots in one call. One that does not count is skipped by the contract and leaves an
 * event. Null when there is nothing to send.
 */
export async function relayVotes(deps: RelayDeps, due: DueVote[]): Promise<Outgoing | null> {
  const ballots = await Promise.all(due.map((relay) => ballotOf(deps, relay)));
  const cast = ballots.flatMap((ballot, index): Cast[] => {
    const relay = due[index];
    return ballot && relay ? [{ relay, ballot }] : [];
  });
  return cast.length > 0 ? acceptedPart(deps, cast) : null;
}

/** The largest of all, the first half, the first quarter … that fits into a transaction; the others wait. */
async function acceptedPart(deps: RelayDeps, cast: Cast[]): Promise<Outgoing | null> {
  const { chain, sender, gasCeiling } = deps;
  const [first] = cast;
  if (!first) return null;
  const half = () => acceptedPart(deps, cast.slice(0, Math.ceil(cast.length / 2)));
  const to = chain.contracts.FluxVoting;
  const args = [cast.map(({ ballot }) => ballot)] as const;
  const call = { abi: fluxVotingAbi, functionName: "voteMany", args } as const;
  const data = encodeFunctionData(call);
  if (cast.length > 1 && size(data) > mostBytes) return half();
  try {
    const [estimate, wallets] = await Promise.all([
      chain.client.estimateContractGas({ ...call, address: to, account: sender }),
      countWallets(deps, cast),
    ]);
    const garments = cast.reduce((sum, { ballot }) => sum + ballot.tokenIds.length, 0);
    const gas = boundGas(estimate, gasOfBallots(cast.length, garments)) + gasOfAWallet * BigInt(wallets);
    if (gas <= (await gasCeiling()) && size(data) <= mostBytes)
      return { purpose: "relay", requestIds: cast.map(({ relay }) => relay.id), to, data, gas };
    if (cast.length > 1) return half();
    // What is too dear today may go tomorrow; what is too large never goes.
    const tooLarge = gas > mostGas || size(data) > mostBytes;
    return refused(
      deps,
      first.relay,
      `a ballot of ${gas} gas and ${size(data)} bytes does not fit`,
      tooLarge,
    );
  } catch (error) {
    const refusal = revertReason(error);
    if (!refusal) throw error;
    return cast.length > 1 ? half() : refused(deps, first.relay, refusal.reason, refusal.lasting);
  }
}

function refused(deps: RelayDeps, relay: DueVote, reason: string, lasting = true) {
  return refuseRequest(
    deps,
    "relay",
    { ...relay, what: "ballot", about: { relayId: relay.id } },
    { reason, lasting },
  );
}

/** How many of these voters are contracts. Custody's addresses have no code; a voter's own wallet may. */
async function countWallets({ chain }: RelayDeps, cast: Cast[]): Promise<number> {
  const brought = cast.flatMap(({ relay: { act } }) => (act.signed ? [act.voter] : []));
  const codes = await Promise.all(brought.map((address) => chain.client.getCode({ address })));
  return codes.filter((code) => code !== undefined).length;
}

/** The signed ballot of a relay; null, and the relay closed, when its votes are on chain or nobody can sign it. */
async function ballotOf(deps: RelayDeps, relay: DueVote): Promise<Ballot | null> {
  const { db, chain, custody } = deps;
  const { voter, signed } = relay.act;
  const designId = BigInt(relay.act.designId);
  const all = relay.act.tokenIds.map(BigInt);
  const address = chain.contracts.FluxVoting;
  const voted = await chain.client.readContract({
    address,
    abi: fluxVotingAbi,
    functionName: "hasVotedMany",
    args: [designId, all],
  });
  const tokenIds = all.filter((_, index) => !voted[index]);
  if (tokenIds.length === 0) {
    await closeVoted(deps, relay, { designId, voter, tokenIds: all });
    return null;
  }
  if (signed) return { voter, designId, tokenIds: all, ...signed, deadline: BigInt(signed.deadline) };

  if (relay.custodyIndex === null) {
    await parkRequest(db, "relay", relay.id, "the voter has no custody address");
    return null;
  }
  const deadline = BigInt(Math.floor(Date.now() / 1000) + signatureLifeSec);
  const signature = await custody.signTypedData(relay.custodyIndex, {
    domain: votingDomain({ chainId: chain.id, address }),
    types: ballotTypes,
    primaryType: "Ballot",
    message: { designId, tokenIds, deadline },
  });
  return { voter, designId, tokenIds, deadline, signature };
}

/** Ends a ballot whose garments have voted: by this voter, once that is final, or by who held them before. */
async function closeVoted(
  deps: RelayDeps,
  relay: DueVote,
  cast: Omit<Parameters<typeof findBallots>[1], "since">,
) {
  const { by } = await findBallots(deps, { ...cast, since: relay.requestedAt });
  if (by === null)
    return refused(deps, relay, "the chain has these votes, and RPC_URL does not tell whose they are");
  if (by === "somebody else") return refused(deps, relay, "somebody else has voted with these garments");
  return closeDone(deps, { relayId: relay.id, by, what: "these votes", said: "voted before" });
}
