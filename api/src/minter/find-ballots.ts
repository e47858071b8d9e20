import { fluxVotingAbi } from "@flux/contracts";
import type { Address, Hash } from "viem";
import type { Chain } from "../adapters/chain/chain.ts";

type Cast = { designId: bigint; voter: Address; tokenIds: bigint[] };

/** The newest of the transactions in which this voter cast these garments' votes; null unless they cast each of them. */
export async function findBallots(
  { client, contracts }: Chain,
  { designId, voter, tokenIds }: Cast,
): Promise<{ hash: Hash; block: bigint } | null> {
  const ballots = await client.getContractEvents({
    address: contracts.FluxVoting,
    abi: fluxVotingAbi,
    eventName: "VoteCast",
    args: { designId, voter },
    fromBlock: BigInt(contracts.startBlock),
    strict: true,
  });
  const cast = new Set(ballots.flatMap(({ args }) => args.tokenIds));
  const newest = ballots.findLast(({ args }) => args.tokenIds.some((tokenId) => tokenIds.includes(tokenId)));
  return newest && tokenIds.every((tokenId) => cast.has(tokenId))
    ? { hash: newest.transactionHash, block: newest.blockNumber }
    : null;
}
