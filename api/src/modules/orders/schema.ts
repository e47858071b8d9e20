import { batchAndSerialOf } from "@flux/contracts";
import { z } from "@hono/zod-openapi";
import { inr, moneySchema } from "../../http/money.ts";
import { orNull } from "../../http/or-null.ts";
import { publicId, publicIdSchema } from "../../http/public-id.ts";
import { addressSchema, indianAddress } from "../../input/indian-address.ts";
import { mintStates } from "../../minter/states.ts";
import { toTotals, totalsSchema } from "../cart/schema.ts";
import { paymentStateOf, shownPaymentStates } from "../payments/shown-state.ts";
import { imageSchema, toImageDto } from "../products/schema.ts";
import type { OrderDetailRow, OrderSummaryRow } from "./queries.ts";
import { orderStateNames } from "./states.ts";
import { troubleOf, troubles } from "./trouble-of.ts";

export const placeBody = z.object({
  address: indianAddress,
  paymentMethod: z.enum(["razorpay"]).default("razorpay"),
  expectedTotal: z.int().min(0).optional().openapi({
    description:
      "What the buyer was shown, in paise. Another total is refused as `total_changed`, and nothing is ordered. Left out, today's total is taken.",
    example: 179_900,
  }),
});
export const cancelBody = z.object({
  backToCart: z
    .boolean()
    .default(false)
    .openapi({ description: "Puts what was ordered into your cart again." }),
});
export const orderParam = z.object({ id: publicIdSchema("ord") });

const itemShape = {
  id: z.string(),
  product: z.object({ slug: z.string(), name: z.string(), image: orNull(imageSchema) }),
  size: z.string(),
  color: z.string(),
  price: moneySchema,
  gst: z
    .object({
      hsn: z.string(),
      ratePercent: z.number(),
      taxable: moneySchema,
      cgst: moneySchema,
      sgst: moneySchema,
      igst: moneySchema,
    })
    .openapi("ItemGst", { description: "The tax inside the price, as it was on the day of the order." }),
};

const orderShape = {
  id: z.string(),
  number: z.string().openapi({ example: "FLX-7K2M9Q" }),
  state: z.enum(orderStateNames),
  createdAt: z.iso.datetime(),
  holdUntil: z.iso
    .datetime()
    .nullable()
    .openapi({ description: "While it is unpaid: how long the pieces are kept." }),
  totals: totalsSchema,
};

export const orderSummarySchema = z
  .object({ ...orderShape, items: z.array(z.object(itemShape)) })
  .openapi("OrderSummary");

/** Which of the contract's refusals a mint met: none of them passes by itself. */
const troubleSchema = z
  .object({
    reason: z.enum(troubles).openapi({
      description:
        "batch_closed: nothing of its edition can be minted any more, the money goes back. garment_taken: its number " +
        "or chip is taken on chain; another garment, or the money back. being_checked: a person looks at it.",
    }),
    endsBy: z.iso.datetime().openapi({ description: "When it is decided at the latest." }),
  })
  .openapi("MintTrouble");

const pieceRefundSchema = z
  .object({
    ...moneySchema.shape,
    state: z.enum(["being_refunded", "refunded"]),
    at: z.iso.datetime().openapi({ description: "When the money was sent on its way." }),
  })
  .openapi("PieceRefund");

export const orderSchema = z
  .object({
    ...orderShape,
    address: addressSchema,
    cancellable: z.boolean().openapi({
      description: "Whether it can be taken back now: unpaid, or paid and nothing signed for its twins yet.",
    }),
    payment: z.object({
      method: z.enum(["razorpay"]),
      state: z.enum(shownPaymentStates),
      instrument: z.string().nullable().openapi({ description: "upi, card, netbanking, wallet, emi." }),
    }),
    papers: z
      .object({
        invoice: z.string().nullable().openapi({ example: "INV-2627-000001" }),
        creditNotes: z.array(z.object({ number: z.string(), ...moneySchema.shape })),
      })
      .openapi({
        description: "Numbers of what there is as a PDF. An order has its invoice once it is paid.",
      }),
    items: z.array(
      z.object({
        ...itemShape,
        garment: z
          .object({
            batch: z.int(),
            serial: z.int(),
            cap: z.int().openapi({ description: "As many of its batch as may ever exist." }),
          })
          .nullable()
          .openapi({ description: "Which piece it is; null once an unpaid order gave it back." }),
        mint: z
          .object({
            state: z.enum(Object.keys(mintStates) as [keyof typeof mintStates]),
            tokenId: z.string(),
            to: z.string(),
            hash: z.string().nullable(),
            blockNumber: z.string().nullable(),
            minedAt: z.iso.datetime().nullable(),
            trouble: orNull(troubleSchema),
          })
          .nullable(),
        replaced: z.array(z.int()).openapi({
          description: "Serials that it had before and that can never be minted, the newest first.",
        }),
        refund: orNull(pieceRefundSchema),
      }),
    ),
  })
  .openapi("Order");

export function toOrderSummary({ order, items }: OrderSummaryRow): z.infer<typeof orderSummarySchema> {
  return { ...toOrderShape(order), items: items.map(toItemShape) };
}

export function toOrderDto({
  order,
  items,
  garments,
  payment,
  mints,
  refunds,
  papers,
}: OrderDetailRow): z.infer<typeof orderSchema> {
  return {
    ...toOrderShape(order),
    address: order.address,
    cancellable: order.state === "pending" || (order.state === "confirmed" && mints.every(isUntouched)),
    payment: {
      method: order.paymentMethod,
      state: paymentStateOf(payment),
      instrument: payment?.method ?? null,
    },
    papers: {
      invoice: papers.invoice,
      creditNotes: papers.creditNotes.map(({ number, amountPaise }) => ({ number, ...inr(amountPaise) })),
    },
    items: items.map((item) => {
      // The newest counts; those before it were given up.
      const [mint, ...before] = mints.filter((mint) => mint.orderItemId === item.id);
      return {
        ...toItemShape(item),
        garment: toPiece(garments.find((garment) => garment.orderItemId === item.id)),
        mint: toMint(mint),
        replaced: before.map(({ tokenId }) => batchAndSerialOf(tokenId).serial),
        refund: toPieceRefund(refunds.find((refund) => refund.orderItemId === item.id)),
      };
    }),
  };
}

function toOrderShape(order: OrderSummaryRow["order"]) {
  return {
    id: publicId("ord", order.id),
    number: order.number,
    state: order.state,
    createdAt: order.createdAt.toISOString(),
    holdUntil: order.state === "pending" ? order.holdUntil.toISOString() : null,
    totals: toTotals(order, true),
  };
}

function toItemShape(item: OrderSummaryRow["items"][number]) {
  const [front] = item.images;
  return {
    id: publicId("itm", item.id),
    product: {
      slug: item.slug,
      name: item.productName,
      image: front ? toImageDto(front) : null,
    },
    size: item.size,
    color: item.color,
    price: inr(item.unitPricePaise),
    gst: {
      hsn: item.hsn,
      ratePercent: item.taxRateBps / 100,
      taxable: inr(item.taxablePaise),
      cgst: inr(item.cgstPaise),
      sgst: inr(item.sgstPaise),
      igst: inr(item.igstPaise),
    },
  };
}

/** Given up, it is out of the way: its line has another mint, or its money. */
function isUntouched({ state, hash }: OrderDetailRow["mints"][number]) {
  return state === "given_up" || (state === "queued" && hash === null);
}

function toPiece(garment: OrderDetailRow["garments"][number] | undefined) {
  return garment ? { batch: garment.batchId, serial: garment.serial, cap: garment.cap } : null;
}

function toMint(mint: OrderDetailRow["mints"][number] | undefined) {
  return mint
    ? {
        state: mint.state,
        tokenId: mint.tokenId.toString(),
        to: mint.to,
        hash: mint.hash,
        blockNumber: mint.blockNumber?.toString() ?? null,
        minedAt: mint.minedAt?.toISOString() ?? null,
        trouble: mint.state === "parked" ? troubleOf(mint) : null,
      }
    : null;
}

function toPieceRefund(refund: OrderDetailRow["refunds"][number] | undefined) {
  return refund
    ? {
        ...inr(refund.amountPaise),
        state: refund.state === "processed" ? ("refunded" as const) : ("being_refunded" as const),
        at: refund.createdAt.toISOString(),
      }
    : null;
}
