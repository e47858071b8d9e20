import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endHold } from "../../src/modules/orders/expire-order.ts";
import { markOrderPaid } from "../../src/modules/orders/mark-order-paid.ts";
import { findPaymentByVendorOrder } from "../../src/modules/payments/queries.ts";
import { startedPaymentSchema } from "../../src/modules/payments/schema.ts";
import { keepLog } from "../keep-log.ts";
import { openShop, placeOrderOf, type Shop } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ settings: {} });
});
afterAll(() => shop?.close());

/** The dependencies of a process whose lines are kept. */
function listening() {
  const { log, lines } = keepLog();
  return { deps: { ...shop.api.deps, log }, said: () => lines().map(({ msg }) => msg) };
}

/** Makes every change of an order fail at its commit, as a server that dies in that moment would. */
async function failAtCommit(work: () => Promise<unknown>) {
  const { db } = shop.api.deps;
  await db.execute(sql`create or replace function flux.refuse() returns trigger language plpgsql as
    $$ begin raise exception 'the commit failed'; end $$`);
  await db.execute(sql`create constraint trigger refuse after update on flux.orders
    deferrable initially deferred for each row execute function flux.refuse()`);
  try {
    await expect(work()).rejects.toThrow();
  } finally {
    await db.execute(sql`drop trigger refuse on flux.orders`);
  }
}

async function payableOrder() {
  const buyer = await shop.newBuyer();
  const { variantIds, pricePaise } = await shop.stock([1]);
  const order = await placeOrderOf(buyer, variantIds[0] ?? "", 1);
  const started = await buyer.send("POST", `/api/orders/${order.id}/payment`);
  const { providerOrderId } = startedPaymentSchema.parse(await started.json());
  const payment = await findPaymentByVendorOrder(shop.api.deps.db, providerOrderId);
  if (!payment) throw new Error("no payment");
  const capture = {
    providerOrderId,
    providerPaymentId: `pay_${order.number}`,
    state: "captured" as const,
    amountPaise: pricePaise,
    currency: "INR",
    method: "upi",
  };
  return { payment, capture };
}

test("an order is called paid once it is: a commit that fails leaves no such line", async () => {
  const { deps, said } = listening();
  const paid = await payableOrder();
  await failAtCommit(() => markOrderPaid(deps, paid));
  expect(said()).toEqual([]);
  await markOrderPaid(deps, paid);
  await markOrderPaid(deps, paid);
  expect(said()).toEqual(["order paid"]);
});

test("money that does not fit is called quarantined once", async () => {
  const { deps, said } = listening();
  const { payment, capture } = await payableOrder();
  const wrong = { payment, capture: { ...capture, amountPaise: 1 } };
  await markOrderPaid(deps, wrong);
  await markOrderPaid(deps, wrong);
  expect(said()).toEqual(["payment quarantined"]);
});

test("a hold is called ended once it is", async () => {
  const { deps, said } = listening();
  const { payment } = await payableOrder();
  const { orderId } = payment;
  await deps.db.execute(sql`update flux.orders set hold_until = now() where id = ${orderId}`);
  await failAtCommit(() => endHold(deps, orderId));
  expect(said()).toEqual([]);
  await endHold(deps, orderId);
  expect(said()).toEqual(["hold ended unpaid"]);
});
