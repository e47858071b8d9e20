import { eq } from "drizzle-orm";
import { type Address, type Hash, type Hex, keccak256 } from "viem";
import type { Fees } from "../adapters/chain/fees.ts";
import type { Signer } from "../adapters/chain/signer.ts";
import type { Tx } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import { crashPoint } from "./crash-point.ts";
import { type Lease, requireLease } from "./hold-signer.ts";
import { attachRequests, type Purpose, requeueRequests } from "./requests.ts";
import { sends, transactions } from "./tables.ts";

/** What a transaction does, and the gas it is given. */
export type Call = { to: Address; data: Hex; gas: bigint };
/** A call that is ready to be signed, and the requests it does. */
export type Outgoing = Call & { purpose: Purpose; requestIds: string[] };

/** Does nothing but use its nonce. */
export const fillOf = (signer: Address): Call => ({ to: signer, data: "0x", gas: 21_000n });

export type StoredTransaction = typeof transactions.$inferSelect;
export type StoredSend = typeof sends.$inferSelect;
export type Stored = { row: StoredTransaction; send: StoredSend };

type Context = Pick<Deps, "db" | "chain"> & { signer: Signer; lease: Lease };
type Priced = { nonce: number; fees: Fees };

/**
 * Signs a call, or a fill of a nonce, and stores the signed bytes, the nonce and the requests on it, in one
 * transaction. Nothing is sent here: after a crash the stored bytes go out, and no second transaction is made for them.
 */
export async function storeTransaction(
  context: Context,
  { outgoing, nonce, fees }: Priced & { outgoing: Outgoing | null },
): Promise<Stored> {
  const { lease } = context;
  const bytes = await sign(context, { ...(outgoing ?? fillOf(lease.address)), nonce, fees });
  crashPoint("signed_not_stored");
  const stored = await context.db.transaction(async (tx) => {
    await requireLease(tx, lease);
    const [row] = await tx
      .insert(transactions)
      .values({ signer: lease.address, nonce, purpose: outgoing?.purpose ?? "fill", hash: bytes.hash })
      .returning();
    if (!row) throw new Error("the transaction was not stored");
    const send = await storeSend(tx, row.id, bytes);
    if (outgoing) await attachRequests(tx, outgoing.purpose, outgoing.requestIds, row.id);
    crashPoint("stored_not_committed");
    return { row, send };
  });
  crashPoint(outgoing ? "stored_not_sent" : "fill_not_sent");
  return stored;
}

type Replacement = Priced & {
  row: StoredTransaction;
  call: Call;
  /** Why the call is given up and its nonce only filled; its requests go back to the queue. */
  givenUp?: string;
};

/** Signs another transaction under the nonce of one that waits, and stores it beside the bytes that went before. */
export async function storeReplacement(
  context: Context,
  { row, call, nonce, fees, givenUp }: Replacement,
): Promise<Stored> {
  const bytes = await sign(context, { ...call, nonce, fees });
  crashPoint("replaced_not_stored");
  return context.db.transaction(async (tx) => {
    await requireLease(tx, context.lease);
    const send = await storeSend(tx, row.id, bytes);
    if (givenUp !== undefined) await requeueRequests(tx, row, givenUp);
    const [now] = await tx
      .update(transactions)
      .set({ hash: bytes.hash, ...(givenUp !== undefined && { purpose: "fill" as const }) })
      .where(eq(transactions.id, row.id))
      .returning();
    if (!now) throw new Error("the transaction is gone");
    return { row: now, send };
  });
}

type Bytes = { raw: Hex; hash: Hash };

async function sign(
  { chain, signer }: Context,
  { to, data, gas, nonce, fees }: Call & Priced,
): Promise<Bytes> {
  const raw = await signer.signTransaction({
    type: "eip1559",
    chainId: chain.id,
    nonce,
    to,
    data,
    gas,
    ...fees,
  });
  return { raw, hash: keccak256(raw) };
}

async function storeSend(tx: Tx, transactionId: string, { raw, hash }: Bytes): Promise<StoredSend> {
  const [send] = await tx.insert(sends).values({ hash, transactionId, raw }).returning();
  if (!send) throw new Error("the signed bytes were not stored");
  return send;
}
