import { z } from "@hono/zod-openapi";
import { sessionSchema, toSessionDto, toWalletDto, walletSchema } from "../auth/schema.ts";
import { orderSchema, toOrderDto } from "../orders/schema.ts";
import { ownReviewSchema, toOwnReview } from "../reviews/schema.ts";
import {
  notificationsSchema,
  profileSchema,
  toNotificationsDto,
  toProfileDto,
  toWishlistDto,
  wishlistSchema,
} from "../users/schema.ts";
import type { ExportedData } from "./export-data.ts";

const act = z.object({
  at: z.iso.datetime(),
  act: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const sent = z.object({
  at: z.iso.datetime(),
  kind: z.string().openapi({ description: "transfer or vote" }),
  state: z.string(),
  hash: z.string().nullable(),
});

export const exportSchema = z
  .object({
    exportedAt: z.iso.datetime(),
    profile: profileSchema,
    picture: z.string().nullable().openapi({ description: "Your picture, as a data: URL." }),
    wishlist: wishlistSchema,
    notifications: notificationsSchema,
    wallets: z.array(walletSchema),
    sessions: z.array(sessionSchema),
    orders: z.array(orderSchema),
    reviews: z.array(ownReviewSchema).openapi({ description: "What you wrote of what you bought." }),
    sent: z.array(sent).openapi({ description: "What FLUX signed and sent for you." }),
    acts: z.array(act).openapi({ description: "What the audit log says of your account." }),
  })
  .openapi("ExportedData");

export const deletedSchema = z.object({ deleted: z.literal(true) }).openapi("DeletedAccount");

export function toExportDto(data: ExportedData, sessionId: string): z.infer<typeof exportSchema> {
  return {
    exportedAt: new Date().toISOString(),
    profile: toProfileDto(data.user, data.profile, data.addresses),
    picture: data.picture ? `data:image/webp;base64,${Buffer.from(data.picture).toString("base64")}` : null,
    wishlist: toWishlistDto(data.wishes),
    notifications: toNotificationsDto(data.notifications),
    wallets: data.wallets.map(toWalletDto),
    sessions: data.sessions.map((row) => toSessionDto(row, sessionId)),
    orders: data.orders.map(toOrderDto),
    reviews: data.reviews.map(toOwnReview),
    sent: data.sent.map(({ requestedAt, act: { kind }, state, hash }) => ({
      ...{ at: requestedAt.toISOString(), kind, state, hash },
    })),
    acts: data.acts.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
  };
}
