import { fluxGarmentAbi } from "@flux/contracts";
import { and, eq } from "drizzle-orm";
import { zeroAddress } from "viem";
import type { Deps } from "../deps.ts";
import { findMint } from "./find-mint.ts";
import { readFinalBlock } from "./read-final-block.ts";
import { signedFor } from "./signed-for.ts";
import { mints } from "./tables.ts";
import { type NeverCause, whyNever } from "./why-never.ts";

/** That a parked mint can't happen any more, whatever is sent or mined from now on. */
export type NeverMinted = {
  mint: typeof mints.$inferSelect;
  cause: NeverCause;
  /** Its batch's on chain. */
  cap: number;
  /** How many signed bytes were looked at: with one more the proof is void. */
  signed: number;
};
export type Proof = { never: NeverMinted } | { minted: true } | { open: string };

/** That nothing that was ever signed for a parked mint can be mined any more, at the block `final`. */
export type DeadMint = Pick<NeverMinted, "mint" | "signed"> & { final: bigint };
type Chained = Pick<Deps, "db" | "chain">;

/**
 * Whether a parked mint can still happen. It can't, when at a final block (1) every nonce under which bytes were ever
 * signed for it is used, so those bytes were mined or never will be, and (2) the contract refuses it for ever. `minted`: the
 * chain has it after all. `open`: it may still happen, or it waits for a person. Null: it is not parked.
 */
export async function proveNeverMinted(deps: Chained, mintId: string): Promise<Proof | null> {
  const proof = await proveDead(deps, mintId);
  if (!proof || !("dead" in proof)) return proof;
  const { mint, signed, final } = proof.dead;
  const why = await whyNever(deps.chain, mint, final);
  if (!why) return { open: "nothing at a final block speaks against it" };
  return { never: { mint, ...why, signed } };
}

/** The first half of that proof, which is enough where a person decides that it shall not happen. */
export async function proveDead(
  { db, chain }: Chained,
  mintId: string,
): Promise<{ dead: DeadMint } | Exclude<Proof, { never: NeverMinted }> | null> {
  const [mint] = await db
    .select()
    .from(mints)
    .where(and(eq(mints.id, mintId), eq(mints.state, "parked")));
  if (!mint) return null;
  const [holder] = await chain.client.readContract({
    address: chain.contracts.FluxGarment,
    abi: fluxGarmentAbi,
    functionName: "holdingOf",
    args: [mint.tokenId],
  });
  if (holder !== zeroAddress) {
    const minted = await findMint({ db, chain }, mint);
    if (!minted) return { open: "the token exists and its mint was not told" };
    if (minted.orderRef === mint.orderRef) return { minted: true };
  }
  const final = await readFinalBlock(chain);
  if (final === null) return { open: "no block is final yet" };
  const signed = await signedFor(db, mint);
  for (const { signer, nonce, hash } of signed) {
    const used = await chain.client.getTransactionCount({ address: signer, blockNumber: final });
    if (nonce >= used) return { open: `${hash} may still be mined` };
  }
  return { dead: { mint, final, signed: signed.length } };
}
