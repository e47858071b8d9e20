import { fluxVotingAbi } from "@flux/contracts";
import { type Address, type Hash, isAddressEqual, pad, parseEventLogs, toHex } from "viem";
import type { Deps } from "../deps.ts";
import type { Span } from "../read-in-ranges.ts";
import { logsOf } from "./find-receipt.ts";
import { firstBlock, firstBlockSince, wholeChain } from "./first-block.ts";
import { searchBack } from "./search-back.ts";
import { signedWith } from "./signed-for.ts";

type Chained = Pick<Deps, "db" | "chain">;
type Votes = { designId: bigint; tokenIds: bigint[] };
/** `since` is when the relay was asked for. */
type Cast = Votes & { voter: Address; since: Date };
/** One VoteCast, as far as it matters here. */
type Ballot = { voter: Address; tokenIds: readonly bigint[]; hash: Hash; block: bigint };

export type FoundBallots = { by: { hash: Hash; block: bigint } } | { by: "somebody else" } | { by: null };

/**
 * Who cast these garments' votes, which the chain has: the newest of the transactions in which this voter did, by what we sent
 * ourselves, else by what the chain tells; or somebody else, with one of them. Null as long as that is not found: a node is
 * behind, or gives neither old state nor logs of so long ago.
 */
export async function findBallots(deps: Chained, cast: Cast): Promise<FoundBallots> {
  const ballots = await ballotsWeSent(deps, cast);
  const ballotOf = (tokenId: bigint) => ballots.find(({ tokenIds }) => tokenIds.includes(tokenId));
  for (const tokenId of cast.tokenIds)
    if (!ballotOf(tokenId)) ballots.push(...(await ballotsWith(deps, { ...cast, tokenIds: [tokenId] })));

  const found = cast.tokenIds.flatMap((tokenId) => ballotOf(tokenId) ?? []);
  if (found.some(({ voter }) => !isAddressEqual(voter, cast.voter))) return { by: "somebody else" };
  if (found.length < cast.tokenIds.length) return { by: null };
  return { by: found.reduce((newest, each) => (each.block > newest.block ? each : newest)) };
}

async function ballotsWeSent({ db, chain }: Chained, { designId, voter, since }: Cast): Promise<Ballot[]> {
  const signed = await signedWith(db, { words: [pad(voter), toHex(designId, { size: 32 })], since });
  const logs = await logsOf(chain, signed);
  return parseEventLogs({ abi: fluxVotingAbi, eventName: "VoteCast", logs })
    .filter(({ args }) => args.designId === designId)
    .map(asBallot);
}

/** The ballot that has one garment's vote, after the opening of its design. */
async function ballotsWith({ chain }: Chained, { designId, tokenIds: [tokenId] }: Votes): Promise<Ballot[]> {
  if (tokenId === undefined) return [];
  const { client, contracts } = chain;
  const voting = { address: contracts.FluxVoting, abi: fluxVotingAbi } as const;
  const open = await openBlocks();
  // A node that keeps no state of so old a block refuses.
  const cast = await firstBlock(open, votedAt).catch(() => null);
  const logs = await searchBack(
    cast === null ? open : { from: cast, to: cast },
    async (fromBlock, toBlock) => {
      const all = await client.getContractEvents({
        ...{ ...voting, eventName: "VoteCast", args: { designId } },
        ...{ fromBlock, toBlock, strict: true },
      });
      return all.filter(({ args }) => args.tokenIds.includes(tokenId));
    },
  );
  return logs.map(asBallot);

  async function openBlocks(): Promise<Span> {
    const whole = await wholeChain(chain);
    const design = { ...voting, functionName: "designOf", args: [designId] } as const;
    const { opensAt } = await client.readContract(design);
    return { ...whole, from: (await firstBlockSince(client, whole, opensAt)) ?? whole.to };
  }
  function votedAt(blockNumber: bigint) {
    const voted = { ...voting, functionName: "hasVoted", args: [designId, tokenId ?? 0n] } as const;
    return client.readContract({ ...voted, blockNumber });
  }
}

type CastLog = { args: Pick<Ballot, "voter" | "tokenIds">; transactionHash: Hash; blockNumber: bigint };

function asBallot({ args: { voter, tokenIds }, transactionHash, blockNumber }: CastLog): Ballot {
  return { voter, tokenIds, hash: transactionHash, block: blockNumber };
}
