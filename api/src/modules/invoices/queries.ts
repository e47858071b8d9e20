import { and, asc, eq } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { creditNotes, invoices } from "./tables.ts";

type Own = { orderId: string; userId: string };

/** The invoice of an order of this buyer. Undefined for anybody else's, and before it is paid. */
export async function findInvoice(db: Db, { orderId, userId }: Own) {
  const [invoice] = await db
    .select()
    .from(invoices)
    .where(and(eq(invoices.orderId, orderId), eq(invoices.userId, userId)));
  return invoice;
}

/** One credit note of an order of this buyer, with the invoice it refers to. */
export async function findCreditNote(db: Db, { orderId, userId, number }: Own & { number: string }) {
  const [found] = await db
    .select({ creditNote: creditNotes, invoice: invoices })
    .from(creditNotes)
    .innerJoin(invoices, eq(invoices.id, creditNotes.invoiceId))
    .where(and(eq(invoices.orderId, orderId), eq(invoices.userId, userId), eq(creditNotes.number, number)));
  return found;
}

/** The numbers of an order's papers, credit notes in the order they were issued. */
export async function papersOfOrder(db: Db | Tx, orderId: string) {
  const rows = await db
    .select({
      invoice: invoices.number,
      creditNote: creditNotes.number,
      creditedPaise: creditNotes.totalPaise,
    })
    .from(invoices)
    .leftJoin(creditNotes, eq(creditNotes.invoiceId, invoices.id))
    .where(eq(invoices.orderId, orderId))
    .orderBy(asc(creditNotes.number));
  const notes = rows.flatMap(({ creditNote, creditedPaise }) =>
    creditNote && creditedPaise ? [{ number: creditNote, amountPaise: creditedPaise }] : [],
  );
  return { invoice: rows[0]?.invoice ?? null, creditNotes: notes };
}
