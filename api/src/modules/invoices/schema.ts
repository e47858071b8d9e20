import { z } from "@hono/zod-openapi";
import { publicIdSchema } from "../../http/public-id.ts";
import { line } from "../../input/text.ts";

const id = publicIdSchema("ord");

export const invoiceParam = z.object({ id });
export const creditNoteParam = z.object({
  id,
  number: line(16).openapi({ example: "CRN-2627-000001" }),
});
export const pdfSchema = z.string().openapi({ format: "binary" });
