import { createRouter } from "../../http/create-router.ts";
import { userRoute } from "../../http/route.ts";
import { invoiceErrors } from "./errors.ts";
import { printPaper } from "./print-paper.ts";
import { findCreditNote, findInvoice } from "./queries.ts";
import { creditNoteParam, invoiceParam, pdfSchema } from "./schema.ts";

export const invoiceRoutes = createRouter();

/** The file is called like its number: no quote stands in one. */
const headersOf = (number: string) => ({
  "Content-Type": "application/pdf",
  "Content-Disposition": `inline; filename="${number}.pdf"`,
});

const invoiceRoute = userRoute({
  id: "getInvoice",
  method: "get",
  path: "/api/orders/{id}/invoice",
  tag: "Orders",
  summary: "The invoice of your order, as a PDF",
  description: "There is one from the moment the order is paid, and it never changes.",
  request: { params: invoiceParam },
  answers: { 200: ["The invoice", pdfSchema, "application/pdf"] },
  errors: [invoiceErrors.invoice_not_found],
});
invoiceRoutes.openapi(invoiceRoute, async (c) => {
  const own = { orderId: c.req.valid("param").id, userId: c.var.user.id };
  const invoice = await findInvoice(c.var.deps.db, own);
  if (!invoice) throw invoiceErrors.invoice_not_found();
  const { number, issuedAt, parties, lines, totalPaise } = invoice;
  const pdf = await printPaper({ number, issuedAt, parties, lines, totalPaise, invoice: null });
  return c.body(pdf, 200, headersOf(number));
});

const creditNoteRoute = userRoute({
  id: "getCreditNote",
  method: "get",
  path: "/api/orders/{id}/credit-notes/{number}",
  tag: "Orders",
  summary: "A credit note of your order, as a PDF",
  description: "For each time that money of it went back.",
  request: { params: creditNoteParam },
  answers: { 200: ["The credit note", pdfSchema, "application/pdf"] },
  errors: [invoiceErrors.credit_note_not_found],
});
invoiceRoutes.openapi(creditNoteRoute, async (c) => {
  const { id: orderId, number } = c.req.valid("param");
  const found = await findCreditNote(c.var.deps.db, { orderId, userId: c.var.user.id, number });
  if (!found) throw invoiceErrors.credit_note_not_found();
  const { invoice, creditNote } = found;
  const pdf = await printPaper({ ...creditNote, parties: invoice.parties, invoice });
  return c.body(pdf, 200, headersOf(number));
});
