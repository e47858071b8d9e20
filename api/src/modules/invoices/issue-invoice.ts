import type { Tx } from "../../db/client.ts";
import type { Env } from "../../env.ts";
import { gstCodeOf } from "../../gst-states.ts";
import { sellerStateOf } from "../../seller-settings.ts";
import type { DeliveryTax } from "../cart/totals.ts";
import { nextNumber } from "./next-number.ts";
import { invoices, type PaperLine, type Parties } from "./tables.ts";

type Tax = Omit<DeliveryTax, "pricePaise">;
type Item = Tax & { id: string; productName: string; size: string; color: string; unitPricePaise: number };
type PaidOrder = {
  id: string;
  number: string;
  userId: string;
  totalPaise: number;
  address: {
    fullName: string;
    line1: string;
    line2?: string | undefined;
    city: string;
    state: string;
    postalCode: string;
  };
  delivery: DeliveryTax[];
  items: Item[];
};

/**
 * Gives a paid order its invoice, in the transaction that pays it. All that stands on it is written down as it is now: it never
 * changes. Returns its number.
 */
export async function issueInvoice(tx: Tx, env: Seller, { items, ...order }: PaidOrder): Promise<string> {
  const lines: PaperLine[] = [
    ...items.map((item) => ({
      ...{ itemId: item.id, description: `${item.productName}, ${item.color}, ${item.size}` },
      ...{ hsn: item.hsn, unit: "PCS" as const, pricePaise: item.unitPricePaise },
      ...taxOf(item),
    })),
    ...order.delivery.map((part) => ({
      ...{ itemId: null, description: "Delivery", hsn: part.hsn, unit: "OTH" as const },
      ...{ pricePaise: part.pricePaise, ...taxOf(part) },
    })),
  ];
  const sumPaise = lines.reduce((sum, { pricePaise }) => sum + pricePaise, 0);
  if (sumPaise !== order.totalPaise)
    throw new Error(
      `the lines of ${order.number} come to ${sumPaise} paise, its total is ${order.totalPaise}`,
    );
  const issuedAt = new Date();
  const number = await nextNumber(tx, "invoice", issuedAt);
  await tx.insert(invoices).values({
    ...{ number, orderId: order.id, userId: order.userId },
    ...{ parties: partiesOf(env, order), lines, totalPaise: order.totalPaise, issuedAt },
  });
  return number;
}

type Seller = Pick<Env, "SELLER_NAME" | "SELLER_ADDRESS" | "SELLER_GSTIN">;

function partiesOf(env: Seller, { number, address }: Pick<PaidOrder, "number" | "address">): Parties {
  const { fullName, line1, line2, city, postalCode, state } = address;
  const sellerState = sellerStateOf(env);
  return {
    orderNumber: number,
    seller: {
      ...{ name: env.SELLER_NAME, address: env.SELLER_ADDRESS, gstin: env.SELLER_GSTIN },
      ...{ state: sellerState, stateCode: gstCodeOf(sellerState) },
    },
    buyer: {
      name: fullName,
      lines: [line1, ...(line2 ? [line2] : []), `${city} ${postalCode}`],
      ...{ state, stateCode: gstCodeOf(state) },
    },
  };
}

function taxOf({ taxRateBps, taxablePaise, cgstPaise, sgstPaise, igstPaise }: Omit<Tax, "hsn">) {
  return { taxRateBps, taxablePaise, cgstPaise, sgstPaise, igstPaise };
}
