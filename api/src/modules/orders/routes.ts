import { createRoute } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { inr } from "../../http/money.ts";
import { pageQuery, pageSchema, toPage } from "../../http/page.ts";
import { requireUser } from "../../http/session.ts";
import { paymentErrors } from "../payments/errors.ts";
import { startedPaymentSchema } from "../payments/schema.ts";
import { stockErrors } from "../stock/errors.ts";
import { orderErrors } from "./errors.ts";
import { placeOrder } from "./place-order.ts";
import { findOrder, listOrders } from "./queries.ts";
import {
  idempotencyHeader,
  orderParam,
  orderSchema,
  orderSummarySchema,
  placeBody,
  toOrderDto,
  toOrderSummary,
} from "./schema.ts";
import { startPayment } from "./start-payment.ts";

export const orderRoutes = createRouter();

const placeRoute = createRoute({
  method: "post",
  path: "/api/orders",
  tags: ["Orders"],
  summary: "Turn your cart into an order",
  description: "Holds the pieces for 15 minutes. Takes no money: start the payment next.",
  middleware: [requireUser] as const,
  request: {
    headers: idempotencyHeader,
    body: { required: true, content: { "application/json": { schema: placeBody } } },
  },
  responses: {
    201: { description: "The order, unpaid.", content: { "application/json": { schema: orderSchema } } },
    ...errorResponses(
      httpErrors.invalid_input,
      httpErrors.not_signed_in,
      orderErrors.cart_empty,
      orderErrors.too_many_pieces,
      orderErrors.idempotency_key_reused,
      stockErrors.sold_out,
      stockErrors.not_enough_left,
    ),
  },
});
orderRoutes.openapi(placeRoute, async (c) => {
  const { deps, user: buyer } = c.var;
  const idempotencyKey = c.req.valid("header")["idempotency-key"];
  const orderId = await placeOrder(deps, { buyer, idempotencyKey, ...c.req.valid("json") });
  const order = await findOrder(deps.db, { orderId, userId: buyer.id });
  if (!order) throw orderErrors.order_not_found();
  return c.json(toOrderDto(order), 201);
});

const listRoute = createRoute({
  method: "get",
  path: "/api/orders",
  tags: ["Orders"],
  summary: "Your orders, newest first",
  middleware: [requireUser] as const,
  request: { query: pageQuery },
  responses: {
    200: {
      description: "A page.",
      content: { "application/json": { schema: pageSchema(orderSummarySchema) } },
    },
    ...errorResponses(httpErrors.invalid_input, httpErrors.not_signed_in),
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

const getRoute = createRoute({
  method: "get",
  path: "/api/orders/{id}",
  tags: ["Orders"],
  summary: "One of your orders: its pieces, its money, its mints",
  middleware: [requireUser] as const,
  request: { params: orderParam },
  responses: {
    200: { description: "The order.", content: { "application/json": { schema: orderSchema } } },
    ...errorResponses(httpErrors.invalid_input, httpErrors.not_signed_in, orderErrors.order_not_found),
  },
});
orderRoutes.openapi(getRoute, async (c) => {
  const { id: orderId } = c.req.valid("param");
  const order = await findOrder(c.var.deps.db, { orderId, userId: c.var.user.id });
  if (!order) throw orderErrors.order_not_found();
  return c.json(toOrderDto(order), 200);
});

const startRoute = createRoute({
  method: "post",
  path: "/api/orders/{id}/payment",
  tags: ["Payments"],
  summary: "Get the payment page of an order",
  description: "Safe to repeat: one order has one payment at the vendor.",
  middleware: [requireUser] as const,
  request: { params: orderParam },
  responses: {
    200: { description: "Where to pay.", content: { "application/json": { schema: startedPaymentSchema } } },
    ...errorResponses(
      httpErrors.invalid_input,
      httpErrors.not_signed_in,
      orderErrors.order_not_found,
      orderErrors.order_not_payable,
      paymentErrors.vendor_unreachable,
    ),
  },
});
orderRoutes.openapi(startRoute, async (c) => {
  const { deps, user: buyer } = c.var;
  const { amountPaise, ...payment } = await startPayment(deps, { buyer, orderId: c.req.valid("param").id });
  return c.json({ provider: "razorpay" as const, ...payment, ...inr(amountPaise) }, 200);
});
