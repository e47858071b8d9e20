import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { inr } from "../../http/money.ts";
import { pageQuery, pageSchema, toPage } from "../../http/page.ts";
import { userRoute } from "../../http/route.ts";
import { count, networkOf, requireRoom } from "../../limits/rate-limits.ts";
import { restoredErrors } from "../../restored/errors.ts";
import { cartErrors } from "../cart/errors.ts";
import { paymentErrors } from "../payments/errors.ts";
import { startedPaymentSchema } from "../payments/schema.ts";
import { stockErrors } from "../stock/errors.ts";
import { cancelOrder } from "./cancel-order.ts";
import { orderErrors } from "./errors.ts";
import { placeOrder } from "./place-order.ts";
import { findOrder, listOrders } from "./queries.ts";
import {
  cancelBody,
  orderParam,
  orderSchema,
  orderSummarySchema,
  placeBody,
  toOrderDto,
  toOrderSummary,
} from "./schema.ts";
import { startPayment } from "./start-payment.ts";

export const orderRoutes = createRouter();

const placeRoute = userRoute({
  id: "placeOrder",
  method: "post",
  path: "/api/orders",
  tag: "Orders",
  summary: "Turn your cart into an order",
  once: true,
  description:
    "Holds the pieces for 15 minutes. Takes no money: start the payment next. A person, an address and a network hold only so much at a time.",
  request: {
    json: placeBody,
  },
  answers: {
    201: ["The order, unpaid.", orderSchema],
  },
  errors: [
    orderErrors.cart_empty,
    orderErrors.too_many_pieces,
    orderErrors.total_changed,
    orderErrors.too_many_unpaid,
    orderErrors.too_many_held,
    orderErrors.address_holds_enough,
    orderErrors.order_ended,
    cartErrors.not_for_sale,
    stockErrors.sold_out,
    stockErrors.not_enough_left,
    stockErrors.too_many_for_one,
    stockErrors.held_by_you,
    restoredErrors.reconciling,
  ],
});
orderRoutes.openapi(placeRoute, async (c) => {
  const { deps, user: buyer } = c.var;
  const idempotencyKey = c.req.header("idempotency-key");
  const network = networkOf(clientOf(c).ip);
  if (deps.env.ORDERS_PER_NETWORK > 0) await requireRoom(deps.limits.order, network);
  const orderId = await placeOrder(deps, { buyer, idempotencyKey, ...c.req.valid("json") });
  // Counted once it stands: of a drop's thousand tries from one carrier's network only what was ordered counts.
  if (deps.env.ORDERS_PER_NETWORK > 0) await count(deps.limits.order, network);
  const order = await findOrder(deps.db, { orderId, userId: buyer.id });
  if (!order) throw orderErrors.order_not_found();
  return c.json(toOrderDto(order), 201);
});

const listRoute = userRoute({
  id: "listOrders",
  method: "get",
  path: "/api/orders",
  tag: "Orders",
  summary: "Your orders, newest first",
  request: { query: pageQuery },
  answers: {
    200: ["A page.", pageSchema(orderSummarySchema)],
  },
});
orderRoutes.openapi(listRoute, async (c) => {
  const query = c.req.valid("query");
  const rows = await listOrders(c.var.deps.db, { userId: c.var.user.id, ...query });
  return c.json(
    toPage(rows, query.limit, toOrderSummary, ({ order }) => order.id),
    200,
  );
});

const getRoute = userRoute({
  id: "getOrder",
  method: "get",
  path: "/api/orders/{id}",
  tag: "Orders",
  summary: "One of your orders: its pieces, its money, its mints",
  request: { params: orderParam },
  answers: {
    200: ["The order.", orderSchema],
  },
  errors: [orderErrors.order_not_found],
});
orderRoutes.openapi(getRoute, async (c) => {
  const { id: orderId } = c.req.valid("param");
  const order = await findOrder(c.var.deps.db, { orderId, userId: c.var.user.id });
  if (!order) throw orderErrors.order_not_found();
  return c.json(toOrderDto(order), 200);
});

const cancelRoute = userRoute({
  id: "cancelOrder",
  method: "put",
  path: "/api/orders/{id}/cancel",
  tag: "Orders",
  summary: "Take your order back",
  description:
    "Unpaid, its pieces are free at once. Paid, its money goes back by itself, as long as nothing was signed for the mint of any piece. Safe to repeat.",
  request: { params: orderParam, json: cancelBody },
  answers: {
    200: ["The order, cancelled.", orderSchema],
  },
  errors: [
    orderErrors.order_not_found,
    orderErrors.order_not_cancellable,
    orderErrors.order_being_made,
    orderErrors.order_money_elsewhere,
    restoredErrors.reconciling,
  ],
});
orderRoutes.openapi(cancelRoute, async (c) => {
  const { deps, user: buyer } = c.var;
  const { id: orderId } = c.req.valid("param");
  await cancelOrder(deps, { buyer, orderId, ...c.req.valid("json") });
  const order = await findOrder(deps.db, { orderId, userId: buyer.id });
  if (!order) throw orderErrors.order_not_found();
  return c.json(toOrderDto(order), 200);
});

const startRoute = userRoute({
  id: "startPayment",
  method: "post",
  path: "/api/orders/{id}/payment",
  tag: "Payments",
  summary: "Get the payment page of an order",
  once: true,
  description: "Safe to repeat: one order has one payment at the vendor.",
  request: { params: orderParam },
  answers: {
    200: ["Where to pay.", startedPaymentSchema],
  },
  errors: [orderErrors.order_not_found, orderErrors.order_not_payable, paymentErrors.vendor_unreachable],
});
orderRoutes.openapi(startRoute, async (c) => {
  const { deps, user: buyer } = c.var;
  const { amountPaise, ...payment } = await startPayment(deps, { buyer, orderId: c.req.valid("param").id });
  return c.json({ provider: "razorpay" as const, ...payment, ...inr(amountPaise) }, 200);
});
