import { type Address, type Hex, keccak256 } from "viem";
import type { Signer } from "../adapters/chain/signer.ts";
import type { Deps } from "../deps.ts";
import { crashPoint } from "./crash-point.ts";
import { type Lease, takeNonce } from "./hold-signer.ts";
import { attachRequests, type Purpose } from "./requests.ts";
import { transactions } from "./tables.ts";

/** A call that is ready to be signed, and the requests it does. */
export type Outgoing = { purpose: Purpose; requestIds: string[]; to: Address; data: Hex; gas: bigint };

/** No call of ours needs more; a bug or a hostile contract shall not drain the signer. */
const gasCeiling = 12_000_000n;

export type StoredTransaction = typeof transactions.$inferSelect;

/**
 * Signs a call and stores the signed bytes, its nonce and the requests on it, in one transaction. Nothing is
 * sent here: after a crash the stored bytes go out, and no second transaction is ever made for them.
 */
export async function storeBeforeSend(
  { db, chain }: Pick<Deps, "db" | "chain">,
  { signer, lease, outgoing }: { signer: Signer; lease: Lease; outgoing: Outgoing },
): Promise<StoredTransaction> {
  const { purpose, requestIds, to, data } = outgoing;
  const gas = (outgoing.gas * 12n) / 10n;
  if (gas > gasCeiling) throw new Error(`a ${purpose} of ${gas} gas is over the ceiling of ${gasCeiling}`);
  const nonce = lease.nextNonce;
  const fees = await chain.fees();
  const raw = await signer.signTransaction({
    type: "eip1559",
    chainId: chain.id,
    nonce,
    to,
    data,
    gas,
    ...fees,
  });
  crashPoint("signed_not_stored");

  const stored = await db.transaction(async (tx) => {
    await takeNonce(tx, lease);
    const [row] = await tx
      .insert(transactions)
      .values({ signer: lease.address, nonce, purpose, raw, hash: keccak256(raw) })
      .returning();
    if (!row) throw new Error("the transaction was not stored");
    await attachRequests(tx, purpose, requestIds, row.id);
    return row;
  });
  lease.nextNonce += 1;
  crashPoint("stored_not_sent");
  return stored;
}
