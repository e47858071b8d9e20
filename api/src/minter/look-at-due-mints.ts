import { fluxGarmentAbi } from "@flux/contracts";
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { type EstimateContractGasParameters, encodeFunctionData } from "viem";
import { boundGas, gasOfMints } from "./bound-gas.ts";
import { type Collecting, collectGroups, type LookAtDue } from "./collect-due.ts";
import { crashPoint } from "./crash-point.ts";
import { findMint, transactionOfHash } from "./find-mint.ts";
import { refuseRequest } from "./refuse-request.ts";
import { completeRequest, parkRequest, putOffRequest } from "./requests.ts";
import { type RevertReason, revertReason } from "./revert-reason.ts";
import type { Outgoing } from "./store-before-send.ts";
import { mints } from "./tables.ts";
import { together } from "./together.ts";

type DueMint = typeof mints.$inferSelect;
/** What the chain says of mints: which token has each one's tag, and what it takes to mint them all, or why it would not. */
type Look = { bound: readonly bigint[]; estimate: bigint | RevertReason };

/** A hundred mints are about 7.4 million gas: a sixth of a Polygon block. */
const mintsPerTransaction = 100;

/** Looks at all mints that are due, a hundred in a transaction, whoever they are for. */
export const lookAtDueMints: LookAtDue<Collecting> = async (deps, most) => {
  const due = await deps.db
    .select()
    .from(mints)
    .where(and(eq(mints.state, "queued"), lte(mints.dueAt, sql`now()`)))
    .orderBy(asc(mints.tries), asc(mints.requestedAt))
    .limit(mintsPerTransaction * most);
  const groups = together(due, mintsPerTransaction).slice(0, most);
  const looks = groups.map((group) => lookAt(deps, group));
  // Asked for beside the others. Who needs the price hears whether it came.
  if (looks.length > 0) deps.gasCeiling().catch(() => {});
  await Promise.allSettled(looks);
  return () => collectGroups(looks.map(async (look, index) => decide(deps, groups[index] ?? [], await look)));
};

async function lookAt(deps: Collecting, due: DueMint[]): Promise<Look> {
  const { client, contracts } = deps.chain;
  const garment = { address: contracts.FluxGarment, abi: fluxGarmentAbi } as const;
  const [bound, estimate] = await Promise.all([
    client.multicall({
      ...{ deployless: true, allowFailure: false, batchSize: 0 },
      contracts: due.map(
        ({ tagHash }) => ({ ...garment, functionName: "tokenOfTag", args: [tagHash] }) as const,
      ),
    }),
    estimateMints(deps, due),
  ]);
  return { bound, estimate };
}

/** Takes out what the chain has already, with this very tag: minted for this order it is done, for another it is parked. */
async function decide(deps: Collecting, due: DueMint[], { bound, estimate }: Look): Promise<Outgoing | null> {
  const there = due.filter((mint, index) => bound[index] === mint.tokenId);
  if (there.length === 0) return acceptedPart(deps, due, estimate);
  await Promise.all(there.map((mint) => settleMinted(deps, mint)));
  const missing = due.filter((mint) => !there.includes(mint));
  return missing.length > 0 ? acceptedPart(deps, missing, await estimateMints(deps, missing)) : null;
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
async function acceptedPart(
  deps: Collecting,
  due: DueMint[],
  estimate: Look["estimate"],
): Promise<Outgoing | null> {
  const [first] = due;
  if (!first) return null;
  const half = async () => {
    crashPoint("batch_split");
    const part = due.slice(0, Math.ceil(due.length / 2));
    return acceptedPart(deps, part, await estimateMints(deps, part));
  };
  if (typeof estimate !== "bigint") {
    if (due.length > 1) return half();
    const about = { mintId: first.id, tokenId: String(first.tokenId) };
    return refuseRequest(deps, "mint", { ...first, what: "mint", about }, estimate);
  }
  const gas = boundGas(estimate, gasOfMints(due.length));
  if (due.length > 1 && gas > (await deps.gasCeiling())) return half();
  const [to, data] = [deps.chain.contracts.FluxGarment, encodeFunctionData(callOf(due))];
  return { purpose: "mint", requestIds: due.map(({ id }) => id), to, data, gas };
}

/** The gas that a node thinks it takes to mint them all, or why the chain would not. */
async function estimateMints({ chain, sender }: Collecting, due: DueMint[]): Promise<Look["estimate"]> {
  try {
    return await chain.client.estimateContractGas({
      ...callOf(due),
      address: chain.contracts.FluxGarment,
      account: sender,
    } as EstimateContractGasParameters);
  } catch (error) {
    const refusal = revertReason(error);
    if (!refusal) throw error;
    return refusal;
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
