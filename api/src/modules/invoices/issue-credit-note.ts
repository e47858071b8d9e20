import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { nextNumber } from "./next-number.ts";
import { creditNotes, invoices } from "./tables.ts";

type IssueCreditNote = {
  orderId: string;
  refundId: string;
  amountPaise: number;
  /** The pieces that are paid back, or all that is left of the invoice, delivery too. */
  what: { itemIds: string[] } | "all that is left";
};

/**
 * Takes lines of an order's invoice back, each once, in the transaction that sends their money back: exactly the value and the tax
 * that were charged for them. Returns its number; null where an order of before there were invoices has none. Throws where
 * the money that goes back is not that of the lines.
 */
export async function issueCreditNote(
  tx: Tx,
  { orderId, refundId, amountPaise, what }: IssueCreditNote,
): Promise<string | null> {
  const [invoice] = await tx.select().from(invoices).where(eq(invoices.orderId, orderId)).for("update");
  if (!invoice) return null;
  const before = await tx.select().from(creditNotes).where(eq(creditNotes.invoiceId, invoice.id));
  const credited = before.flatMap((note) => note.lines.map(({ itemId }) => itemId));
  const left = invoice.lines.filter(({ itemId }) => !credited.includes(itemId));
  const lines =
    what === "all that is left"
      ? left
      : left.filter(({ itemId }) => itemId !== null && what.itemIds.includes(itemId));
  const totalPaise = lines.reduce((sum, { pricePaise }) => sum + pricePaise, 0);
  if (totalPaise !== amountPaise)
    throw new Error(`${amountPaise} paise go back of ${invoice.number}, its lines come to ${totalPaise}`);
  const issuedAt = new Date();
  const number = await nextNumber(tx, "credit_note", issuedAt);
  await tx
    .insert(creditNotes)
    .values({ number, invoiceId: invoice.id, refundId, lines, totalPaise, issuedAt });
  return number;
}
