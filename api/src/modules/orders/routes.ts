import { createRouter } from "../../http/create-router.ts";
import { inr } from "../../http/money.ts";
import { pageQuery, pageSchema, toPage } from "../../http/page.ts";
import { userRoute } from "../../http/route.ts";
import { restoredErrors } from "../../restored/errors.ts";
import { paymentErrors } from "../payments/errors.ts";
import { startedPaymentSchema } from "../payments/schema.ts";
import { stockErrors } from "../stock/errors.ts";
import { orderErrors } from "./errors.ts";
import { placeOrder } from "./place-order.ts";
import { findOrder, listOrders } from "./queries.ts";
import {
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
  description: "Holds the pieces for 15 minutes. Takes no money: start the payment next.",
  request: {
    json: placeBody,
  },
  answers: {
    201: ["The order, unpaid.", orderSchema],
  },
  errors: [
    orderErrors.cart_empty,
    orderErrors.too_many_pieces,
    stockErrors.sold_out,
    stockErrors.not_enough_left,
    restoredErrors.reconciling,
  ],
});
orderRoutes.openapi(placeRoute, async (c) => {
  const { deps, user: buyer } = c.var;
  const idempotencyKey = c.req.header("idempotency-key");
  const orderId = await placeOrder(deps, { buyer, idempotencyKey, ...c.req.valid("json") });
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
