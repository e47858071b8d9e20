import { defineErrors } from "../../errors.ts";

export const invoiceErrors = defineErrors({
  invoice_not_found: [404, "There is no such invoice. An order has one once it is paid."],
  credit_note_not_found: [404, "There is no such credit note. An order names those it has."],
});
