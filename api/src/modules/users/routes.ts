import { z } from "@hono/zod-openapi";
import type { SessionUser } from "../../caller.ts";
import type { Db } from "../../db/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { userRoute } from "../../http/route.ts";
import { avatarRoutes } from "./avatar-routes.ts";
import { userErrors } from "./errors.ts";
import { addAddress, changeAddress, removeAddress } from "./keep-address.ts";
import { notificationRoutes } from "./notification-routes.ts";
import { addressesOf, profileOf, wishesOf } from "./queries.ts";
import * as schema from "./schema.ts";
import { updateProfile } from "./update-profile.ts";
import { addWish, removeWish } from "./wish.ts";

/** What a person says of themselves, where their parcels go, and what they would like to have. */
export const userRoutes = createRouter();
userRoutes.route("/", avatarRoutes);
const tag = "People";

async function profileFor(db: Db, user: SessionUser) {
  const [profile, addresses] = await Promise.all([profileOf(db, user.id), addressesOf(db, user.id)]);
  return schema.toProfileDto(user, profile, addresses);
}

userRoutes.openapi(
  userRoute({
    id: "getProfile",
    method: "get",
    path: "/api/users/profile",
    tag,
    summary: "Your profile and addresses",
    answers: { 200: ["You", schema.profileSchema] },
  }),
  async (c) => {
    return c.json(await profileFor(c.var.deps.db, c.var.user), 200);
  },
);

userRoutes.openapi(
  userRoute({
    id: "updateProfile",
    method: "put",
    path: "/api/users/profile",
    tag,
    summary: "Change your profile",
    request: { json: schema.profileBody },
    answers: { 200: ["You as you are now", schema.profileSchema] },
    errors: [userErrors.username_taken],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const changed = await updateProfile(deps, { userId: user.id, ...c.req.valid("json") });
    return c.json(await profileFor(deps.db, changed), 200);
  },
);

userRoutes.openapi(
  userRoute({
    id: "addAddress",
    method: "post",
    path: "/api/users/address",
    tag,
    summary: "Keep another address",
    once: true,
    request: { json: schema.addressBody },
    answers: { 201: ["Kept", schema.keptAddressSchema] },
    errors: [userErrors.too_many_addresses],
  }),
  async (c) => {
    const { isDefault, ...address } = c.req.valid("json");
    const row = await addAddress(c.var.deps, { userId: c.var.user.id, address, isDefault });
    return c.json(schema.toAddressDto(row), 201);
  },
);

userRoutes.openapi(
  userRoute({
    id: "changeAddress",
    method: "put",
    path: "/api/users/address/{id}",
    tag,
    summary: "Write an address anew",
    description: "Orders keep the address that they were placed with.",
    request: { params: schema.addressParam, json: schema.addressBody },
    answers: { 200: ["As it is now", schema.keptAddressSchema] },
    errors: [userErrors.address_not_found],
  }),
  async (c) => {
    const { isDefault, ...address } = c.req.valid("json");
    const { id: addressId } = c.req.valid("param");
    const row = await changeAddress(c.var.deps, { userId: c.var.user.id, addressId, address, isDefault });
    return c.json(schema.toAddressDto(row), 200);
  },
);

userRoutes.openapi(
  userRoute({
    id: "removeAddress",
    method: "delete",
    path: "/api/users/address/{id}",
    tag,
    summary: "Forget an address",
    request: { params: schema.addressParam },
    answers: { 200: ["Forgotten", z.object({ removed: z.literal(true) })] },
    errors: [userErrors.address_not_found],
  }),
  async (c) => {
    const { id: addressId } = c.req.valid("param");
    await removeAddress(c.var.deps, { userId: c.var.user.id, addressId });
    return c.json({ removed: true } as const, 200);
  },
);

userRoutes.openapi(
  userRoute({
    id: "getWishlist",
    method: "get",
    path: "/api/users/wishlist",
    tag,
    summary: "What you would like to have",
    answers: { 200: ["The newest wish first", schema.wishlistSchema] },
  }),
  async (c) => c.json(schema.toWishlistDto(await wishesOf(c.var.deps.db, c.var.user.id)), 200),
);

userRoutes.openapi(
  userRoute({
    id: "addWish",
    method: "post",
    path: "/api/users/wishlist",
    tag,
    summary: "Put a product on your wishlist",
    description: "Put there again it stands there once, with `tell` as it was said last.",
    request: { json: schema.wishBody },
    answers: { 200: ["Your wishlist", schema.wishlistSchema] },
    errors: [userErrors.product_not_found, userErrors.too_many_wishes],
  }),
  async (c) => {
    const { deps, user } = c.var;
    await addWish(deps, { userId: user.id, ...c.req.valid("json") });
    return c.json(schema.toWishlistDto(await wishesOf(deps.db, user.id)), 200);
  },
);

userRoutes.openapi(
  userRoute({
    id: "removeWish",
    method: "delete",
    path: "/api/users/wishlist/{id}",
    tag,
    summary: "Take a product off your wishlist",
    request: { params: schema.wishParam },
    answers: { 200: ["Your wishlist", schema.wishlistSchema] },
  }),
  async (c) => {
    const { deps, user } = c.var;
    await removeWish(deps, { userId: user.id, productId: c.req.valid("param").id });
    return c.json(schema.toWishlistDto(await wishesOf(deps.db, user.id)), 200);
  },
);

userRoutes.route("/", notificationRoutes);
