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
import { failRequest } from "./requests.ts";
import type { StoredTransaction } from "./store-before-send.ts";
import { relays } from "./tables.ts";

/** A transaction of many ballots succeeds when one of them does not count. That one's relay has failed. */
export async function failSkippedBallots(
  tx: Tx,
  { id, raw }: Pick<StoredTransaction, "id" | "raw">,
  { logs }: TransactionReceipt,
) {
  const skipped = parseEventLogs({ abi: fluxVotingAbi, eventName: "BallotSkipped", logs });
  if (skipped.length === 0) return;
  const carried = await tx.select().from(relays).where(eq(relays.transactionId, id));
  const ballots = ballotsOf(raw);
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
    if (relay) await failRequest(tx, "relay", relay.id, reasonOf(args.reason));
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
