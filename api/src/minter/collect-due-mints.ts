import { fluxGarmentAbi } from "@flux/contracts";
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { type Address, type EstimateContractGasParameters, encodeFunctionData } from "viem";
import type { Deps } from "../deps.ts";
import { boundGas, gasOfMints } from "./bound-gas.ts";
import { crashPoint } from "./crash-point.ts";
import { findMint, transactionOfHash } from "./find-mint.ts";
import { refuseRequest } from "./refuse-request.ts";
import { completeRequest, parkRequest, putOffRequest } from "./requests.ts";
import { revertReason } from "./revert-reason.ts";
import type { Outgoing } from "./store-before-send.ts";
import { mints } from "./tables.ts";
import { together } from "./together.ts";

export type Collecting = Pick<Deps, "db" | "chain" | "log"> & {
  /** Signs and pays. */
  sender: Address;
  /** The most gas that a transaction may have, at the price of now. */
  gasCeiling(): Promise<bigint>;
};
type DueMint = typeof mints.$inferSelect;

/** A hundred mints are about 7.4 million gas: a sixth of a Polygon block. */
const mintsPerTransaction = 100;
/** More that can't go wait for the next turn: what is under way must be looked at, too. */
const roundsATurn = 8;

/** The next call that mints: all that is due, up to a hundred, whoever they are for. Null when nothing is due. */
export async function collectDueMints(deps: Collecting): Promise<Outgoing | null> {
  // Each time round, what can't go leaves the queue or is put off.
  for (let round = 0; round < roundsATurn; round += 1) {
    const due = await deps.db
      .select()
      .from(mints)
      .where(and(eq(mints.state, "queued"), lte(mints.dueAt, sql`now()`)))
      .orderBy(asc(mints.tries), asc(mints.requestedAt))
      .limit(mintsPerTransaction);
    if (due.length === 0) return null;
    const missing = await withoutMinted(deps, together(due));
    const outgoing = await acceptedPart(deps, missing);
    if (outgoing) return outgoing;
  }
  return null;
}

/** Takes out what the chain has already, with this very tag: minted for this order it is done, for another it is parked. */
async function withoutMinted(deps: Collecting, due: DueMint[]) {
  const { chain } = deps;
  const bound = await Promise.all(
    due.map(({ tagHash }) =>
      chain.client.readContract({
        address: chain.contracts.FluxGarment,
        abi: fluxGarmentAbi,
        functionName: "tokenOfTag",
        args: [tagHash],
      }),
    ),
  );
  const there = due.filter((mint, index) => bound[index] === mint.tokenId);
  await Promise.all(there.map((mint) => settleMinted(deps, mint)));
  return due.filter((mint) => !there.includes(mint));
}

async function settleMinted(deps: Collecting, mint: DueMint) {
  const { db, chain, log } = deps;
  const about = { mintId: mint.id, tokenId: String(mint.tokenId) };
  const minted = await findMint(deps, mint);
  if (!minted) {
    const reason = "the chain has this token, and RPC_URL does not tell who minted it";
    await refuseRequest(deps, "mint", { ...mint, what: "mint", about }, { reason, lasting: true });
  } else if (!(await chain.isFinal(minted.block))) {
    // It may yet be taken back: nothing is promised on it.
    await putOffRequest(db, "mint", mint.id, {
      reason: "the chain has this token since a moment ago",
      lasting: false,
    });
  } else if (minted.orderRef === mint.orderRef) {
    log.warn({ ...about, hash: minted.hash }, "minted before; nothing is sent");
    await completeRequest(db, "mint", mint.id, await transactionOfHash(db, minted.hash));
  } else {
    log.error({ ...about, hash: minted.hash }, "mint parked: the token was minted for another order");
    await parkRequest(db, "mint", mint.id, `the token was minted for another order (${minted.hash})`);
  }
}

/**
 * The largest of all, the first half, the first quarter … that the chain would accept; what is left out stays
 * in the queue. A mint that is refused all by itself is put off, and parked once it was refused for long: null.
 */
async function acceptedPart(deps: Collecting, due: DueMint[]): Promise<Outgoing | null> {
  const { chain, sender, gasCeiling } = deps;
  const [first] = due;
  if (!first) return null;
  const half = () => {
    crashPoint("batch_split");
    return acceptedPart(deps, due.slice(0, Math.ceil(due.length / 2)));
  };
  const call = callOf(due);
  const to = chain.contracts.FluxGarment;
  const data = encodeFunctionData(call);
  try {
    const estimate = await chain.client.estimateContractGas({
      ...call,
      address: to,
      account: sender,
    } as EstimateContractGasParameters);
    const gas = boundGas(estimate, gasOfMints(due.length));
    if (due.length > 1 && gas > (await gasCeiling())) return half();
    return { purpose: "mint", requestIds: due.map(({ id }) => id), to, data, gas };
  } catch (error) {
    const refusal = revertReason(error);
    if (!refusal) throw error;
    if (due.length > 1) return half();
    const about = { mintId: first.id, tokenId: String(first.tokenId) };
    return refuseRequest(deps, "mint", { ...first, what: "mint", about }, refusal);
  }
}

function callOf(due: DueMint[]) {
  const batch = due
    .map(({ to, tokenId, tagHash, orderRef }) => ({ to, tokenId, tagHash, orderRef }))
    .sort((a, b) => (a.tokenId < b.tokenId ? -1 : 1));
  const [only] = batch;
  return only && batch.length === 1
    ? ({ abi: fluxGarmentAbi, functionName: "mintProduct", args: [only] } as const)
    : ({ abi: fluxGarmentAbi, functionName: "mintProducts", args: [batch] } as const);
}
