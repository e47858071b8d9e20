import { z } from "zod";
import { isGstin, stateOfGstin } from "./gst-states.ts";

/** Who sells, as the tax office knows them: it stands on every invoice, and decides which tax is paid. */
export const sellerSettings = {
  SELLER_NAME: z.string().trim().min(1).max(120).meta({
    description: "Who sells: the legal name on invoices",
    example: "FLUX Streetwear Private Limited",
  }),
  SELLER_ADDRESS: z.string().trim().min(1).max(300).meta({
    description: "The seller's registered address on invoices, commas between its lines",
    example: "14 Hill Road, Bandra West, Mumbai 400050",
  }),
  SELLER_GSTIN: z
    .string()
    .refine(isGstin, "a GSTIN: fifteen signs, the last of which follows from the others")
    .meta({
      description: "The seller's GSTIN; its first two digits are the state whose buyers pay CGST and SGST",
      example: "27AAACF0000F1ZJ",
    }),
};

/** The state that goods are sold from. */
export function sellerStateOf({ SELLER_GSTIN }: { SELLER_GSTIN: string }): string {
  const state = stateOfGstin(SELLER_GSTIN);
  if (!state) throw new Error(`${SELLER_GSTIN} is a GSTIN of no state`);
  return state;
}
