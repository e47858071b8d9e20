import { and, eq, sql } from "drizzle-orm";
import { BaseError } from "viem";
import type { Deps } from "../deps.ts";
import { crashPoint } from "./crash-point.ts";
import { namesGivenUp } from "./names-given-up.ts";
import { plainWords } from "./plain-words.ts";
import { moveRequests } from "./requests.ts";
import type { Stored } from "./store-before-send.ts";
import { sends, transactions } from "./tables.ts";

/**
 * Gives stored bytes to the chain. They are the same every time, so giving them again does no harm. Those that would mint
 * what was given up never go out again: their nonce is filled (`replaceTransaction`).
 */
export async function sendTransaction(
  { db, chain, log }: Pick<Deps, "db" | "chain" | "log">,
  { row, send }: Stored,
) {
  const about = { hash: send.hash, nonce: row.nonce, purpose: row.purpose };
  const tried = (values: Partial<typeof sends.$inferInsert>) =>
    db
      .update(sends)
      .set({ triedAt: sql`now()`, ...values })
      .where(eq(sends.hash, send.hash));
  if (await namesGivenUp(db, send.raw)) return;
  try {
    await chain.send(send.raw);
  } catch (error) {
    const refusal = wordsOf(error);
    crashPoint("refused_not_recorded");
    await tried({ refusal });
    // Said once for each reason: it goes out again and again.
    if (send.refusal !== refusal)
      log.warn({ ...about, reason: refusal }, "transaction not sent; it goes out again");
    return;
  }
  crashPoint("sent_not_recorded");
  const isFirst = await db.transaction(async (tx) => {
    await tx
      .update(sends)
      .set({ triedAt: sql`now()`, takenAt: sql`coalesce(${sends.takenAt}, now())`, refusal: null })
      .where(eq(sends.hash, send.hash));
    const moved = await tx
      .update(transactions)
      .set({ state: "sent", sentAt: sql`now()` })
      .where(and(eq(transactions.id, row.id), eq(transactions.state, "stored")))
      .returning({ id: transactions.id });
    if (moved.length > 0) await moveRequests(tx, row, { from: ["signed"], to: "sent" });
    crashPoint("sent_not_committed");
    return moved.length > 0 || send.takenAt === null;
  });
  crashPoint("sent_and_recorded");
  if (isFirst) log.info(about, "transaction sent");
}

const neverTaken =
  /intrinsic gas|underpriced|less than block base fee|fee cap|higher than max fee|exceeds (block|the) (gas|configured)|gas limit/i;

/** Whether a node says of the bytes themselves that it will not have them: they are signed anew. */
export const isUnfit = (refusal: string | null) => refusal !== null && neverTaken.test(refusal);
/** Whether the signer has too little for the bytes as they are. */
export const isUnpayable = (refusal: string | null) =>
  refusal !== null && /insufficient funds/i.test(refusal);

/** A node's words, without the address of the RPC, which may be secret. */
function wordsOf(error: unknown): string {
  const words = error instanceof BaseError ? error.details || error.shortMessage : String(error);
  return plainWords(words.replaceAll(/https?:\/\/\S+/g, "…"));
}
