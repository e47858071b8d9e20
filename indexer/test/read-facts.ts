import { type Deployment, fluxGarmentAbi, fluxVotingAbi } from "@flux/contracts";
import {
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  numberToHex,
  parseEventLogs,
  type RpcLog,
  zeroAddress,
} from "viem";

type World = { rpcUrl: string; deployment: Deployment };
const lower = (hex: Hex) => hex.toLowerCase();

/**
 * What must be in the views at the chain's head, by the logs of a plain JSON-RPC, and by the contracts' own state where it says
 * the same. Each list is in the order of its first column.
 */
export async function readFacts({ rpcUrl, deployment: { FluxGarment, FluxVoting } }: World) {
  async function ask<Result>(method: string, ...params: unknown[]) {
    const answer = await fetch(rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = (await answer.json()) as { result: Result; error?: unknown };
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }
  const call = (to: Address, data: Hex) => ask<Hex>("eth_call", { to, data }, "latest");
  const logs = await ask<RpcLog[]>("eth_getLogs", {
    ...{ address: [FluxGarment, FluxVoting], fromBlock: numberToHex(0), toBlock: "latest" },
  });

  const batches = new Map<number, { cap: number; minted: number; vaulted: boolean }>();
  const tokens = new Map<bigint, { owner: string; moves: number; tagHash: string }>();
  const tags = new Map<string, { tokenId: bigint; retired: boolean }>();
  const moves: [string, string, string, number, string][] = [];
  const designs = new Map<bigint, { votes: number; decided: boolean; approved: boolean }>();
  const ballots: [string, string, number][] = [];
  const must = <Key, Fact>(facts: Map<Key, Fact>, key: Key): Fact => {
    const fact = facts.get(key);
    if (!fact) throw new Error(`the logs know no ${key}`);
    return fact;
  };

  for (const log of parseEventLogs({ abi: [...fluxGarmentAbi, ...fluxVotingAbi], logs })) {
    const block = Number(log.blockNumber);
    switch (log.eventName) {
      case "BatchOpened":
        batches.set(Number(log.args.batchId), { cap: log.args.cap, minted: 0, vaulted: false });
        break;
      case "BatchCapLowered":
        must(batches, Number(log.args.batchId)).cap = log.args.cap;
        break;
      case "BatchVaulted":
        must(batches, Number(log.args.batchId)).vaulted = true;
        break;
      case "GarmentMinted": {
        const { tokenId, to, tagHash } = log.args;
        tokens.set(tokenId, { owner: lower(to), moves: 0, tagHash });
        tags.set(tagHash, { tokenId, retired: false });
        moves.push([`${tokenId}-0`, zeroAddress, lower(to), block, log.transactionHash]);
        must(batches, Number(tokenId / 1_000_000n)).minted += 1;
        break;
      }
      case "Transfer": {
        const { from, to, tokenId } = log.args;
        if (from === zeroAddress) break;
        const token = must(tokens, tokenId);
        token.owner = lower(to);
        token.moves += 1;
        moves.push([`${tokenId}-${token.moves}`, lower(from), lower(to), block, log.transactionHash]);
        break;
      }
      case "TagReplaced": {
        const token = must(tokens, log.args.tokenId);
        must(tags, token.tagHash).retired = true;
        token.tagHash = log.args.newTagHash;
        tags.set(token.tagHash, { tokenId: log.args.tokenId, retired: false });
        break;
      }
      case "DesignOpened":
        designs.set(log.args.designId, { votes: 0, decided: false, approved: false });
        break;
      case "VoteCast":
        for (const tokenId of log.args.tokenIds)
          ballots.push([`${log.args.designId}-${tokenId}`, lower(log.args.voter), block]);
        must(designs, log.args.designId).votes += log.args.tokenIds.length;
        break;
      case "DesignDecided":
        Object.assign(must(designs, log.args.designId), { decided: true, approved: log.args.approved });
    }
  }

  for (const [tokenId, { owner }] of tokens) {
    const of = { abi: fluxGarmentAbi, functionName: "ownerOf" } as const;
    const data = await call(FluxGarment, encodeFunctionData({ ...of, args: [tokenId] }));
    if (lower(decodeFunctionResult({ ...of, data })) !== owner)
      throw new Error(`logs and state of ${tokenId}`);
  }
  for (const [designId, { votes }] of designs) {
    const of = { abi: fluxVotingAbi, functionName: "votesOf" } as const;
    const data = await call(FluxVoting, encodeFunctionData({ ...of, args: [designId] }));
    if (decodeFunctionResult({ ...of, data }) !== BigInt(votes))
      throw new Error(`logs and votes of ${designId}`);
  }

  const holders = new Map<string, number>();
  for (const { owner } of tokens.values()) holders.set(owner, (holders.get(owner) ?? 0) + 1);
  return {
    batches: [...batches]
      .map(([batchId, { cap, minted, vaulted }]) => [batchId, cap, minted, vaulted])
      .sort(byFirst),
    tokens: [...tokens]
      .map(([id, { owner, moves, tagHash }]) => [String(id), owner, moves, tagHash])
      .sort(byFirst),
    tags: [...tags].map(([hash, { tokenId, retired }]) => [hash, String(tokenId), retired]).sort(byFirst),
    moves: moves.sort(byFirst),
    designs: [...designs]
      .map(([id, { votes, decided, approved }]) => [String(id), votes, decided, approved])
      .sort(byFirst),
    ballots: ballots.sort(byFirst),
    holders: [...holders].sort(byFirst),
  };
}

/** As text: what the views call their first column is compared in the same way. */
export const byFirst = ([a]: unknown[], [b]: unknown[]) => (String(a) < String(b) ? -1 : 1);
