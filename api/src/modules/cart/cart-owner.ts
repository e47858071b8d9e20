import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../../http/create-router.ts";
import { guestCartDays } from "./limits.ts";
import { mergeGuestCart } from "./merge-guest-cart.ts";

/** Whose cart it is: an account's, or the one of the browser that carries the secret with this hash. */
export type CartOwner = { userId: string } | { guestKeyHash: string };

/** Who asks. A guest who signed in brings the cart along: it is merged on the first look at it. Null: no cart yet. */
export async function cartOwnerOf(c: Context<AppEnv>): Promise<CartOwner | null> {
  const guestKey = getCookie(c, cookieName(c));
  const guest = guestKey ? { guestKeyHash: hashOf(guestKey) } : null;
  if (!c.var.user) return guest;
  if (guest) {
    await mergeGuestCart(c.var.deps, { userId: c.var.user.id, ...guest });
    deleteCookie(c, cookieName(c), { path: "/", secure: isSecure(c) });
  }
  return { userId: c.var.user.id };
}

/** As `cartOwnerOf`, but a guest without a cart gets the cookie of a new one. */
export async function cartOwnerOrNewGuest(c: Context<AppEnv>): Promise<CartOwner> {
  const owner = await cartOwnerOf(c);
  if (owner) return owner;
  const guestKey = randomBytes(24).toString("base64url");
  setCookie(c, cookieName(c), guestKey, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(c),
    maxAge: guestCartDays * 86_400,
  });
  return { guestKeyHash: hashOf(guestKey) };
}

/** For routes that read a signed-in person's cart themselves: what they collected as a guest is in it. */
export const bringGuestCart = createMiddleware<AppEnv>(async (c, next) => {
  await cartOwnerOf(c);
  await next();
});

function isSecure(c: Context<AppEnv>) {
  return c.var.deps.env.WEB_URL.startsWith("https:");
}

function cookieName(c: Context<AppEnv>) {
  return isSecure(c) ? "__Host-flux_cart" : "flux_cart";
}

// Only the hash is stored: who reads the database still cannot open anybody's cart.
function hashOf(guestKey: string) {
  return createHash("sha256").update(guestKey).digest("hex");
}
