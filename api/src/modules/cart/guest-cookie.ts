import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { hashSecret } from "../../db/hash-secret.ts";
import { clientOf } from "../../http/client.ts";
import type { AppEnv } from "../../http/create-router.ts";
import { hostCookie } from "../../http/host-cookie.ts";
import { networkOf, take } from "../../limits/rate-limits.ts";
import type { CartOwner } from "./cart-owner.ts";
import { guestCartDays } from "./limits.ts";
import { mergeGuestCart } from "./merge-guest-cart.ts";
import { hasCart } from "./queries.ts";

/** Who asks: an account, else the browser that carries a guest's secret. Null: no cart yet. */
export function cartOwnerOf(c: Context<AppEnv>): CartOwner | null {
  return c.var.user ? { userId: c.var.user.id } : guestOf(c);
}

/** As `cartOwnerOf`, but a guest without a cart gets the cookie of a new one; so many a network. */
export async function cartOwnerOrNewGuest(c: Context<AppEnv>): Promise<CartOwner> {
  const owner = cartOwnerOf(c);
  // A cookie that we did not give, or whose cart is gone, is a new guest's: made up ones would each make a cart.
  if (owner && ("userId" in owner || (await hasCart(c.var.deps.db, owner)))) return owner;
  await take(c.var.deps.limits.guestCart, networkOf(clientOf(c).ip));
  const guestKey = randomBytes(24).toString("base64url");
  const { name, attributes } = guestCookie(c);
  setCookie(c, name, guestKey, { ...attributes, maxAge: guestCartDays * 86_400 });
  return { guestKeyHash: hashSecret(guestKey) };
}

/** Takes what a guest collected along into the account they just signed in to, and their secret away. */
export async function bringGuestCart(c: Context<AppEnv>, userId: string) {
  const guest = guestOf(c);
  if (!guest) return;
  await mergeGuestCart(c.var.deps, { userId, ...guest });
  const { name, attributes } = guestCookie(c);
  deleteCookie(c, name, attributes);
}

function guestOf(c: Context<AppEnv>) {
  const guestKey = getCookie(c, guestCookie(c).name);
  return guestKey ? { guestKeyHash: hashSecret(guestKey) } : null;
}

const guestCookie = (c: Context<AppEnv>) => hostCookie(c.var.deps.env, "flux_cart");
