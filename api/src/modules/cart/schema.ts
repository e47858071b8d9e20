import { z } from "@hono/zod-openapi";
import { inr, moneySchema } from "../../http/money.ts";
import { orNull } from "../../http/or-null.ts";
import { publicId, publicIdSchema } from "../../http/public-id.ts";
import { line } from "../../input/text.ts";
import { imageSchema, toImageDto } from "../products/schema.ts";
import { type Destination, freeDeliveryFrom } from "./delivery.ts";
import { cartLimits } from "./limits.ts";
import type { CartLine } from "./queries.ts";
import { type Totals, totalsOf } from "./totals.ts";

const quantity = z.int().min(1).max(cartLimits.perItem);

export const addBody = z.object({ variantId: publicIdSchema("var"), quantity: quantity.default(1) });
export const updateBody = z.object({ itemId: publicIdSchema("itm"), quantity });
export const itemParam = z.object({ id: publicIdSchema("itm") });

export const totalsSchema = z
  .object({
    subtotal: moneySchema,
    shipping: moneySchema,
    total: moneySchema,
    gst: z
      .object({
        included: z.literal(true),
        amount: moneySchema,
        split: orNull(
          z.object({ cgst: moneySchema, sgst: moneySchema, igst: moneySchema }).openapi("GstSplit"),
        ).openapi({ description: "Whose it is; null until it is known where the pieces go." }),
      })
      .openapi({ description: "The tax inside the total, that of delivery too. Nothing is added to it." }),
  })
  .openapi("Totals");

export const cartSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        variantId: z.string(),
        sku: z.string(),
        product: z.object({ slug: z.string(), name: z.string(), image: orNull(imageSchema) }),
        size: z.string(),
        color: z.string(),
        colorHex: z.string(),
        quantity: z.int(),
        left: z.int().openapi({ description: "How many anybody can still order." }),
        problem: z
          .enum(["not_for_sale", "sold_out", "not_enough_left", "person_has_enough"])
          .nullable()
          .openapi({ description: "Why this line can't be ordered as it is." }),
        priceBefore: orNull(moneySchema).openapi({
          description: "What one cost when it was put in, or its number last changed, where that differs.",
        }),
        unitPrice: moneySchema,
        lineTotal: moneySchema,
      }),
    ),
    pieces: z.int(),
    totals: totalsSchema,
    delivery: z
      .object({
        exact: z.boolean().openapi({ description: "Whether `totals` are those of a place, else the least." }),
        freeFrom: moneySchema.openapi({ description: "From what sum of pieces on delivery is free." }),
      })
      .openapi({ description: "What delivery in `totals` depends on." }),
    limits: z.object({ perItem: z.int(), perOrder: z.int() }),
    orderable: z.boolean().openapi({ description: "Whether an order of this cart would be taken now." }),
  })
  .openapi("Cart");

/** Where it would go, for the totals of that place. */
export const cartQuery = z.object({
  state: line(60).optional().openapi({ example: "Maharashtra" }),
  postalCode: line(20).optional().openapi({ example: "400050" }),
});

type ForWhom = { sellerState: string; to: Destination | null };

export function toCartDto(lines: CartLine[], { sellerState, to }: ForWhom): z.infer<typeof cartSchema> {
  const items = lines.map(toItemDto);
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  return {
    items,
    pieces,
    totals: toTotals(totalsOf(lines, { sellerState, to }), to !== null),
    delivery: { exact: to !== null, freeFrom: inr(freeDeliveryFrom()) },
    limits: cartLimits,
    orderable: pieces > 0 && pieces <= cartLimits.perOrder && items.every((item) => item.problem === null),
  };
}

function toItemDto(line: CartLine): z.infer<typeof cartSchema>["items"][number] {
  const [front] = line.images;
  return {
    id: publicId("itm", line.id),
    variantId: publicId("var", line.variantId),
    sku: line.sku,
    product: { slug: line.slug, name: line.name, image: front ? toImageDto(front) : null },
    size: line.size,
    color: line.color,
    colorHex: line.colorHex,
    quantity: line.quantity,
    left: line.left,
    problem: problemOf(line),
    priceBefore:
      line.pricePaiseBefore === null || line.pricePaiseBefore === line.pricePaise
        ? null
        : inr(line.pricePaiseBefore),
    unitPrice: inr(line.pricePaise),
    lineTotal: inr(line.pricePaise * line.quantity),
  };
}

function problemOf({ archived, left, quantity, room }: CartLine) {
  if (archived) return "not_for_sale";
  if (left === 0) return "sold_out";
  if (left < quantity) return "not_enough_left";
  return room !== null && room < quantity ? "person_has_enough" : null;
}

/** `isPlaced`: whether it is known where the pieces go. */
export function toTotals(totals: Totals, isPlaced: boolean): z.infer<typeof totalsSchema> {
  return {
    subtotal: inr(totals.subtotalPaise),
    shipping: inr(totals.shippingPaise),
    total: inr(totals.totalPaise),
    gst: {
      included: true,
      amount: inr(totals.taxPaise),
      split: isPlaced
        ? { cgst: inr(totals.cgstPaise), sgst: inr(totals.sgstPaise), igst: inr(totals.igstPaise) }
        : null,
    },
  };
}
