import { eq } from "drizzle-orm";
import { mints } from "../../src/minter/tables.ts";
import { askVendor } from "../../src/modules/orders/reconcile-payments.ts";
import { orders } from "../../src/modules/orders/tables.ts";
import { findPaymentByVendorOrder } from "../../src/modules/payments/queries.ts";
import { startedPaymentSchema } from "../../src/modules/payments/schema.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { placeOrderOf } from "../shop/open-shop.ts";
import type { ChainedShop } from "./open-chained-shop.ts";

/** Somebody new orders pieces and goes to pay for them. */
export async function orderGarments(shop: ChainedShop, quantity = 1) {
  const buyer = await shop.newBuyer();
  const order = await placeOrderOf(buyer, shop.garment(1).variantId, quantity);
  const started = await buyer.send("POST", `/api/orders/${order.id}/payment`);
  const { providerOrderId } = startedPaymentSchema.parse(await started.json());
  return { buyer, number: order.number, providerOrderId };
}

/** Pays at the vendor, and asks it at once: no job runs beside a chained shop. */
export async function payAtVendor({ deps, pay }: ChainedShop, providerOrderId: string) {
  await pay(providerOrderId);
  const payment = await findPaymentByVendorOrder(deps.db, providerOrderId);
  await askVendor(deps, { paymentId: payment?.id ?? "" });
}

/** Somebody new orders pieces and pays for them. Returns the order with the first of them and its mint, as they are written down. */
export async function buyGarments(shop: ChainedShop, quantity = 1) {
  const { buyer, number, providerOrderId } = await orderGarments(shop, quantity);
  await payAtVendor(shop, providerOrderId);
  const [bought] = await shop.deps.db
    .select({ id: orders.id, garment: garments, mint: mints })
    .from(orders)
    .innerJoin(garments, eq(garments.orderId, orders.id))
    .innerJoin(mints, eq(mints.garmentId, garments.id))
    .where(eq(orders.number, number));
  if (!bought) throw new Error(`order ${number} was not paid`);
  return { ...bought, buyer, number, name: `${bought.garment.batchId}-${bought.garment.serial}` };
}
export type Bought = Awaited<ReturnType<typeof buyGarments>>;
