import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { httpErrors } from "../../errors.ts";
import { type AppEnv, createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { addToCart } from "./add-to-cart.ts";
import type { CartOwner } from "./cart-owner.ts";
import { cartErrors } from "./errors.ts";
import { cartOwnerOf, cartOwnerOrNewGuest } from "./guest-cookie.ts";
import { cartLinesOf } from "./queries.ts";
import { removeFromCart } from "./remove-from-cart.ts";
import { addBody, cartSchema, itemParam, toCartDto, updateBody } from "./schema.ts";
import { setQuantity } from "./set-quantity.ts";

export const cartRoutes = createRouter();

const theCart = {
  200: { description: "The cart as it is now.", content: { "application/json": { schema: cartSchema } } },
};

async function answerWithCart(c: Context<AppEnv>, owner: CartOwner | null) {
  return c.json(toCartDto(owner ? await cartLinesOf(c.var.deps.db, owner) : []), 200);
}

const getRoute = createRoute({
  method: "get",
  path: "/api/cart",
  tags: ["Cart"],
  summary: "Your cart, signed in or not",
  responses: theCart,
});
cartRoutes.openapi(getRoute, async (c) => answerWithCart(c, cartOwnerOf(c)));

const addRoute = createRoute({
  method: "post",
  path: "/api/cart/add",
  tags: ["Cart"],
  summary: "Put pieces into the cart",
  description: "A guest gets a cookie that keeps the cart for 30 days; signing in takes it along.",
  request: { body: { required: true, content: { "application/json": { schema: addBody } } } },
  responses: {
    ...theCart,
    ...errorResponses(
      httpErrors.invalid_input,
      cartErrors.variant_not_found,
      cartErrors.sold_out,
      cartErrors.not_enough_left,
      cartErrors.too_many_of_one,
      httpErrors.too_many_requests,
    ),
  },
});
cartRoutes.openapi(addRoute, async (c) => {
  const owner = await cartOwnerOrNewGuest(c);
  await addToCart(c.var.deps, { owner, ...c.req.valid("json") });
  return answerWithCart(c, owner);
});

const updateRoute = createRoute({
  method: "put",
  path: "/api/cart/update",
  tags: ["Cart"],
  summary: "Set how many of one line",
  request: { body: { required: true, content: { "application/json": { schema: updateBody } } } },
  responses: {
    ...theCart,
    ...errorResponses(
      httpErrors.invalid_input,
      cartErrors.cart_item_not_found,
      cartErrors.sold_out,
      cartErrors.not_enough_left,
    ),
  },
});
cartRoutes.openapi(updateRoute, async (c) => {
  const owner = cartOwnerOf(c);
  if (!owner) throw cartErrors.cart_item_not_found();
  await setQuantity(c.var.deps, { owner, ...c.req.valid("json") });
  return answerWithCart(c, owner);
});

const removeRoute = createRoute({
  method: "delete",
  path: "/api/cart/remove/{id}",
  tags: ["Cart"],
  summary: "Take a line out of the cart",
  request: { params: itemParam },
  responses: { ...theCart, ...errorResponses(httpErrors.invalid_input, cartErrors.cart_item_not_found) },
});
cartRoutes.openapi(removeRoute, async (c) => {
  const owner = cartOwnerOf(c);
  if (!owner) throw cartErrors.cart_item_not_found();
  await removeFromCart(c.var.deps, { owner, itemId: c.req.valid("param").id });
  return answerWithCart(c, owner);
});
