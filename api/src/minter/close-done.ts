import type { Hash } from "viem";
import type { RelayDeps } from "./due-relay.ts";
import { transactionOfHash } from "./find-mint.ts";
import { completeRequest, putOffRequest } from "./requests.ts";

type Done = {
  relayId: string;
  /** Where the chain shows it; null while it shows only half of it. */
  by: { hash: Hash; block: bigint } | null;
  /** What the chain shows: "this move". */
  what: string;
  /** What the log says of it. */
  said: string;
  about?: Record<string, string>;
};

/**
 * Ends a relay whose act the chain shows already, with the transaction that did it if it was one of ours. Before that is
 * final it is only put off: it may yet be taken back, and then nobody would do it again.
 */
export async function closeDone({ db, chain, log }: RelayDeps, { relayId, by, what, said, about }: Done) {
  if (!by || !(await chain.isFinal(by.block))) {
    const passing = { reason: `the chain shows ${what} since a moment ago`, lasting: false };
    await putOffRequest(db, "relay", relayId, passing);
    return;
  }
  log.warn({ relayId, ...about, hash: by.hash }, `${said}; nothing is sent`);
  await completeRequest(db, "relay", relayId, await transactionOfHash(db, by.hash));
}
