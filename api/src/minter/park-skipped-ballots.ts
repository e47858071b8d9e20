import { fluxVotingAbi } from "@flux/contracts";
import { eq } from "drizzle-orm";
import {
  decodeErrorResult,
  decodeFunctionData,
  type Hex,
  isAddressEqual,
  parseEventLogs,
  parseTransaction,
  type TransactionReceipt,
} from "viem";
import type { Tx } from "../db/client.ts";
import { parkRequest } from "./requests.ts";
import type { StoredTransaction } from "./store-before-send.ts";
import { relays, sends } from "./tables.ts";

/** A transaction of many ballots succeeds when one of them does not count. That one's relay is parked. */
export async function parkSkippedBallots(
  tx: Tx,
  { id }: Pick<StoredTransaction, "id">,
  { logs, transactionHash }: TransactionReceipt,
) {
  const skipped = parseEventLogs({ abi: fluxVotingAbi, eventName: "BallotSkipped", logs });
  if (skipped.length === 0) return;
  const carried = await tx.select().from(relays).where(eq(relays.transactionId, id));
  const [send] = await tx.select({ raw: sends.raw }).from(sends).where(eq(sends.hash, transactionHash));
  const ballots = send ? ballotsOf(send.raw) : [];
  for (const { args } of skipped) {
    // A person may have several ballots on the way: the one that stood at this place in the list.
    const ballot = ballots[Number(args.index)];
    if (!ballot) continue;
    const relay = carried.find(
      ({ act }) =>
        act.kind === "vote" &&
        act.designId === String(ballot.designId) &&
        isAddressEqual(act.voter, ballot.voter) &&
        ballot.tokenIds.every((tokenId) => act.tokenIds.includes(String(tokenId))),
    );
    if (relay) await parkRequest(tx, "relay", relay.id, reasonOf(args.reason));
  }
}

function ballotsOf(raw: Hex) {
  const { data = "0x" } = parseTransaction(raw);
  const { functionName, args } = decodeFunctionData({ abi: fluxVotingAbi, data });
  return functionName === "voteMany" ? args[0] : [];
}

function reasonOf(data: Hex): string {
  try {
    const { errorName, args } = decodeErrorResult({ abi: fluxVotingAbi, data });
    return `${errorName}(${args.join(", ")})`;
  } catch {
    return `the ballot was skipped (${data})`;
  }
}
