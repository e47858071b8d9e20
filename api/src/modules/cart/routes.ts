import type { Context } from "hono";
import { httpErrors } from "../../errors.ts";
import { type AppEnv, createRouter } from "../../http/create-router.ts";
import { publicRoute } from "../../http/route.ts";
import { sellerStateOf } from "../../seller-settings.ts";
import { stockErrors } from "../stock/errors.ts";
import { addToCart } from "./add-to-cart.ts";
import type { CartOwner } from "./cart-owner.ts";
import { clearCart } from "./clear-cart.ts";
import { cartErrors } from "./errors.ts";
import { cartOwnerOf, cartOwnerOrNewGuest } from "./guest-cookie.ts";
import { cartLinesOf } from "./queries.ts";
import { removeFromCart } from "./remove-from-cart.ts";
import { addBody, cartQuery, cartSchema, itemParam, toCartDto, updateBody } from "./schema.ts";
import { setQuantity } from "./set-quantity.ts";

export const cartRoutes = createRouter();

const theCart = { 200: ["The cart as it is now.", cartSchema] } as const;

/** Why a quantity can't be had. */
const unavailable = [
  cartErrors.not_for_sale,
  cartErrors.sold_out,
  cartErrors.not_enough_left,
  cartErrors.person_has_enough,
  stockErrors.held_by_you,
] as const;

async function answerWithCart(
  c: Context<AppEnv>,
  owner: CartOwner | null,
  { state, postalCode }: { state?: string | undefined; postalCode?: string | undefined } = {},
) {
  const { db, env } = c.var.deps;
  const to = state === undefined ? null : { state, postalCode: postalCode ?? "" };
  const lines = owner ? await cartLinesOf(db, owner) : [];
  return c.json(toCartDto(lines, { sellerState: sellerStateOf(env), to }), 200);
}

const getRoute = publicRoute({
  id: "getCart",
  method: "get",
  path: "/api/cart",
  tag: "Cart",
  summary: "Your cart, signed in or not",
  description: "With a `state` the totals are those of an order that goes there.",
  request: { query: cartQuery },
  answers: theCart,
});
cartRoutes.openapi(getRoute, async (c) => answerWithCart(c, cartOwnerOf(c), c.req.valid("query")));

const addRoute = publicRoute({
  id: "addToCart",
  method: "post",
  path: "/api/cart/add",
  tag: "Cart",
  summary: "Put pieces into the cart",
  description: "A guest gets a cookie that keeps the cart for 30 days; signing in takes it along.",
  request: { json: addBody },
  answers: theCart,
  errors: [
    cartErrors.variant_not_found,
    ...unavailable,
    cartErrors.too_many_of_one,
    httpErrors.too_many_requests,
  ],
});
cartRoutes.openapi(addRoute, async (c) => {
  const owner = await cartOwnerOrNewGuest(c);
  await addToCart(c.var.deps, { owner, ...c.req.valid("json") });
  return answerWithCart(c, owner);
});

const updateRoute = publicRoute({
  id: "updateCart",
  method: "put",
  path: "/api/cart/update",
  tag: "Cart",
  summary: "Set how many of one line",
  request: { json: updateBody },
  answers: theCart,
  errors: [cartErrors.cart_item_not_found, ...unavailable],
});
cartRoutes.openapi(updateRoute, async (c) => {
  const owner = cartOwnerOf(c);
  if (!owner) throw cartErrors.cart_item_not_found();
  await setQuantity(c.var.deps, { owner, ...c.req.valid("json") });
  return answerWithCart(c, owner);
});

const removeRoute = publicRoute({
  id: "removeFromCart",
  method: "delete",
  path: "/api/cart/remove/{id}",
  tag: "Cart",
  summary: "Take a line out of the cart",
  request: { params: itemParam },
  answers: theCart,
  errors: [cartErrors.cart_item_not_found],
});
cartRoutes.openapi(removeRoute, async (c) => {
  const owner = cartOwnerOf(c);
  if (!owner) throw cartErrors.cart_item_not_found();
  await removeFromCart(c.var.deps, { owner, itemId: c.req.valid("param").id });
  return answerWithCart(c, owner);
});

const clearRoute = publicRoute({
  id: "clearCart",
  method: "delete",
  path: "/api/cart/clear",
  tag: "Cart",
  summary: "Take everything out of the cart",
  answers: theCart,
});
cartRoutes.openapi(clearRoute, async (c) => {
  const owner = cartOwnerOf(c);
  if (owner) await clearCart(c.var.deps, owner);
  return answerWithCart(c, owner);
});
