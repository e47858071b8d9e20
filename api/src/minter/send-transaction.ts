import { and, eq, inArray, sql } from "drizzle-orm";
import { BaseError } from "viem";
import type { Deps } from "../deps.ts";
import { crashPoint } from "./crash-point.ts";
import type { StoredTransaction } from "./store-before-send.ts";
import { transactions } from "./tables.ts";

/** Sends stored bytes to the chain. They are the same every time, so sending them again does no harm. */
export async function sendTransaction(
  { db, chain, log }: Pick<Deps, "db" | "chain" | "log">,
  { id, raw, hash, nonce, purpose }: StoredTransaction,
) {
  try {
    await chain.client.sendRawTransaction({ serializedTransaction: raw });
  } catch (error) {
    if (!isKnown(error)) {
      log.warn({ err: error, hash, nonce }, "transaction not sent; it goes out again");
      return;
    }
  }
  crashPoint("sent_not_recorded");
  const now = sql`now()`;
  await db
    .update(transactions)
    .set({ state: "sent", sentAt: sql`coalesce(${transactions.sentAt}, ${now})`, lastSentAt: now })
    .where(and(eq(transactions.id, id), inArray(transactions.state, ["stored", "sent"])));
  log.info({ hash, nonce, purpose }, "transaction sent");
}

/** The node has these bytes, or has mined them: both mean that an earlier send arrived. */
function isKnown(error: unknown): boolean {
  const words = error instanceof BaseError ? `${error.details} ${error.message}` : String(error);
  return /already known|already imported|already exists|known transaction|nonce (is )?too low/i.test(words);
}
