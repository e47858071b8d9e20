import { and, asc, desc, eq, gt, inArray, or, sql } from "drizzle-orm";
import type { Address, TransactionReceipt } from "viem";
import type { Deps } from "../deps.ts";
import { findReceipt } from "./find-receipt.ts";
import type { StoredSend, StoredTransaction } from "./store-before-send.ts";
import { sends, transactions } from "./tables.ts";

/** A transaction that is not settled, with all that was ever signed under its nonce, the newest first. */
export type OpenTransaction = { row: StoredTransaction; sends: StoredSend[] };

/** The same, and what the chain says of it. `final`: it is recorded in a block that stands and that no reorganisation takes back. */
export type LookedAt = OpenTransaction & { receipt: TransactionReceipt | null; final: boolean };

/** Whom a node once called displaced is still looked for: the node may have been wrong. */
const lookForDisplaced = sql`now() - interval '1 hour'`;

/** Whether it may still have to be sent, or waits to be mined. */
export const isUnderWay = ({ row }: OpenTransaction) => row.state === "stored" || row.state === "sent";

/** Every unsettled transaction of a signer, by nonce. */
export async function readUnsettled({ db }: Pick<Deps, "db">, signer: Address): Promise<OpenTransaction[]> {
  const rows = await db
    .select({ row: transactions, send: sends })
    .from(transactions)
    .innerJoin(sends, eq(sends.transactionId, transactions.id))
    .where(
      and(
        eq(transactions.signer, signer),
        or(
          inArray(transactions.state, ["stored", "sent", "mined"]),
          and(eq(transactions.state, "displaced"), gt(transactions.storedAt, lookForDisplaced)),
        ),
      ),
    )
    .orderBy(asc(transactions.nonce), desc(sends.storedAt))
    .limit(512);
  const byId = Map.groupBy(rows, ({ row }) => row.id);
  return [...byId.values()].flatMap((group) =>
    group[0] ? [{ row: group[0].row, sends: group.map(({ send }) => send) }] : [],
  );
}

/** Asks the chain about all of them side by side: for their receipts, and whether the blocks they are in are final. */
export function lookAtUnsettled(deps: Pick<Deps, "chain">, open: OpenTransaction[]): Promise<LookedAt[]> {
  return Promise.all(
    open.map(async (each) => {
      const { state, blockNumber, blockHash } = each.row;
      const finality = state === "mined" && blockNumber !== null && deps.chain.isFinal(blockNumber);
      // Of a block that is gone nobody needs to know whether it is final, nor that no node knows it.
      if (finality) finality.catch(() => {});
      const receipt = await receiptOf(deps, each);
      const stands = receipt !== null && receipt.blockHash === blockHash;
      return { ...each, receipt, final: stands && (await finality) };
    }),
  );
}

/** The receipt of whichever of a transaction's sends was mined; null as long as none is. */
export async function receiptOf(
  { chain }: Pick<Deps, "chain">,
  { sends }: OpenTransaction,
): Promise<TransactionReceipt | null> {
  const receipts = await Promise.all(sends.map(({ hash }) => findReceipt(chain, hash)));
  return receipts.find((receipt) => receipt !== null) ?? null;
}
