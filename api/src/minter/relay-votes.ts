import { ballotTypes, fluxVotingAbi, votingDomain } from "@flux/contracts";
import { type Address, encodeFunctionData, type Hex } from "viem";
import { type DueVote, type RelayDeps, signatureLifeSec } from "./due-relay.ts";
import { completeRequest, failRequest } from "./requests.ts";
import type { Outgoing } from "./store-before-send.ts";

/** What `voteMany` lets a wallet contract burn: it may answer cheaply in an estimate and dearly when it counts. */
const gasOfAWallet = 155_000n;

type Ballot = { voter: Address; designId: bigint; tokenIds: bigint[]; deadline: bigint; signature: Hex };

/**
 * Casts many people's ballots in one call. One that does not count is skipped by the contract and leaves an
 * event. Null when there is nothing to send.
 */
export async function relayVotes(deps: RelayDeps, due: DueVote[]): Promise<Outgoing | null> {
  const { chain, sender } = deps;
  const cast: { id: string; ballot: Ballot }[] = [];
  for (const relay of due) {
    const ballot = await ballotOf(deps, relay);
    if (ballot) cast.push({ id: relay.id, ballot });
  }
  if (cast.length === 0) return null;
  const to = chain.contracts.FluxVoting;
  const args = [cast.map(({ ballot }) => ballot)] as const;
  const call = { abi: fluxVotingAbi, functionName: "voteMany", args } as const;
  const gas = await chain.client.estimateContractGas({
    ...call,
    address: to,
    account: sender,
  });
  // Custody's addresses have no code; a voter's own wallet may be a contract.
  const brought = due.flatMap(({ act }) => (act.signed ? [act.voter] : []));
  const codes = await Promise.all(brought.map((address) => chain.client.getCode({ address })));
  const wallets = codes.filter((code) => code !== undefined).length;
  return {
    purpose: "relay",
    requestIds: cast.map(({ id }) => id),
    to,
    data: encodeFunctionData(call),
    gas: gas + gasOfAWallet * BigInt(wallets),
  };
}

/** The signed ballot of a relay; null, and the relay closed, when its votes are on chain or nobody can sign it. */
async function ballotOf({ db, chain, custody, log }: RelayDeps, relay: DueVote): Promise<Ballot | null> {
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
    log.warn({ relayId: relay.id }, "voted before; nothing is sent");
    await completeRequest(db, "relay", relay.id);
    return null;
  }
  if (signed) return { voter, designId, tokenIds: all, ...signed, deadline: BigInt(signed.deadline) };

  if (relay.custodyIndex === null) {
    await failRequest(db, "relay", relay.id, "the voter has no custody address");
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
