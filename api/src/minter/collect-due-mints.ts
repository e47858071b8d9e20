import { fluxGarmentAbi } from "@flux/contracts";
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { type Address, encodeFunctionData } from "viem";
import type { Deps } from "../deps.ts";
import { completeRequest, failRequest, postponeRequest } from "./requests.ts";
import { revertReason } from "./revert-reason.ts";
import type { Outgoing } from "./store-before-send.ts";
import { mints } from "./tables.ts";

type Chained = Pick<Deps, "db" | "chain" | "log"> & { sender: Address };
type DueMint = typeof mints.$inferSelect;

/** 50 mints are about 5 million gas: a sixth of a Polygon block. */
const mintsPerTransaction = 50;

/** The next call that mints: all that is due, up to fifty, whoever they are for. Null when nothing is due. */
export async function collectDueMints(deps: Chained): Promise<Outgoing | null> {
  const due = await deps.db
    .select()
    .from(mints)
    .where(and(eq(mints.state, "queued"), lte(mints.dueAt, sql`now()`)))
    .orderBy(asc(mints.tries), asc(mints.requestedAt))
    .limit(mintsPerTransaction);
  // What was put off before travels alone: it may be what the chain refuses.
  const fresh = due.filter((mint) => mint.tries === 0);
  const together = fresh.length > 0 ? fresh : due.slice(0, 1);
  const missing = await withoutMinted(deps, together);
  if (missing.length === 0) return due.length > 0 ? collectDueMints(deps) : null;
  return (await acceptedPart(deps, missing)) ?? collectDueMints(deps);
}

/** Drops what the chain shows as minted already, with this very tag: a repeat is not sent. */
async function withoutMinted({ db, chain, log }: Chained, due: DueMint[]) {
  const minted = await Promise.all(
    due.map(({ tagHash }) =>
      chain.client.readContract({
        address: chain.contracts.FluxGarment,
        abi: fluxGarmentAbi,
        functionName: "tokenOfTag",
        args: [tagHash],
      }),
    ),
  );
  const missing: DueMint[] = [];
  for (const [index, mint] of due.entries()) {
    if (minted[index] !== mint.tokenId) missing.push(mint);
    else {
      log.warn({ mintId: mint.id, tokenId: String(mint.tokenId) }, "minted before; nothing is sent");
      await completeRequest(db, "mint", mint.id);
    }
  }
  return missing;
}

/**
 * The largest of all, the first half, the first quarter … that the chain would accept; what is left out stays
 * in the queue. A mint that is refused all by itself is parked with the contract's reason: null.
 */
async function acceptedPart(deps: Chained, due: DueMint[]): Promise<Outgoing | null> {
  const { db, chain, log, sender } = deps;
  const batch = due.map(({ to, tokenId, tagHash, orderRef }) => ({ to, tokenId, tagHash, orderRef }));
  batch.sort((a, b) => (a.tokenId < b.tokenId ? -1 : 1));
  const call = { abi: fluxGarmentAbi, functionName: "mintProducts", args: [batch] } as const;
  const to = chain.contracts.FluxGarment;
  try {
    const gas = await chain.client.estimateContractGas({
      ...call,
      address: to,
      account: sender,
    });
    return { purpose: "mint", requestIds: due.map(({ id }) => id), to, data: encodeFunctionData(call), gas };
  } catch (error) {
    const refusal = revertReason(error);
    if (!refusal) throw error;
    const [mint] = due;
    if (!mint || due.length > 1) return acceptedPart(deps, due.slice(0, Math.floor(due.length / 2)));
    log.error({ mintId: mint.id, tokenId: String(mint.tokenId), reason: refusal.reason }, "mint refused");
    if (refusal.lasting) await failRequest(db, "mint", mint.id, refusal.reason);
    else await postponeRequest(db, "mint", mint.id, refusal.reason);
    return null;
  }
}
