import { fluxVotingAbi } from "@flux/contracts";
import { eq } from "drizzle-orm";
import { decodeErrorResult, type Hex, isAddressEqual, parseEventLogs, type TransactionReceipt } from "viem";
import type { Tx } from "../../db/client.ts";
import { failErrand } from "./errands.ts";
import { relays } from "./tables.ts";

/** A transaction of many ballots succeeds when one of them does not count. That one's relay has failed. */
export async function failSkippedBallots(tx: Tx, transactionId: string, { logs }: TransactionReceipt) {
  const skipped = parseEventLogs({ abi: fluxVotingAbi, eventName: "BallotSkipped", logs });
  if (skipped.length === 0) return;
  const carried = await tx.select().from(relays).where(eq(relays.transactionId, transactionId));
  for (const { args } of skipped) {
    const relay = carried.find(
      ({ act }) =>
        act.kind === "vote" &&
        act.designId === String(args.designId) &&
        isAddressEqual(act.voter, args.voter),
    );
    if (relay) await failErrand(tx, "relay", relay.id, reasonOf(args.reason));
  }
}

function reasonOf(data: Hex): string {
  try {
    const { errorName, args } = decodeErrorResult({ abi: fluxVotingAbi, data });
    return `${errorName}(${args.join(", ")})`;
  } catch {
    return `the ballot was skipped (${data})`;
  }
}
