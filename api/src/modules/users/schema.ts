import { z } from "@hono/zod-openapi";
import type { SessionUser } from "../../caller.ts";
import { publicId, publicIdSchema } from "../../http/public-id.ts";
import { addressShape, indianAddress } from "../../input/indian-address.ts";
import { personName } from "../../input/text.ts";
import { productCardSchema, toProductCard } from "../products/schema.ts";
import { uploadPath } from "../uploads/upload-name.ts";
import { alwaysTold, type NotificationKind, notificationKinds } from "./notification-kinds.ts";
import type { addressesOf, choicesOf, profileOf, wishesOf } from "./queries.ts";

/** Names that would speak for the house. */
const reserved = /^(admin|flux|support|help|team|official|moderator|root|system|null|undefined|me)/;

const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_]{2,19}$/, "3 to 20 letters, digits or _, and a letter first")
  .refine((value) => !reserved.test(value), "this name is kept for the house")
  .openapi({ type: "string", example: "kira_noir" });

export const profileBody = z
  .strictObject({
    name: personName.optional(),
    username: username
      .nullable()
      .optional()
      .openapi({ type: ["string", "null"], description: "null takes it away." }),
    phone: z
      .null("a number is proven by a code: POST /api/auth/phone")
      .optional()
      .openapi({
        // A type of null alone is left out by some clients' generators.
        type: ["string", "null"],
        description: "null takes it away. A number is refused: it is proven by POST /api/auth/phone.",
      }),
  })
  .openapi("UpdateProfile", { description: "What is left out stays." });

export const addressBody = indianAddress
  .safeExtend({ isDefault: z.boolean().default(false) })
  .openapi("KeepAddress", { description: "The first address is the default anyway." });

export const addressParam = z.object({ id: publicIdSchema("adr") });

export const keptAddressSchema = z
  .object({
    id: z.string(),
    ...addressShape,
    line2: z.string().nullable(),
    country: z.literal("IN"),
    isDefault: z.boolean(),
  })
  .openapi("KeptAddress");

export const profileSchema = z
  .object({
    id: z.string(),
    email: z.string().nullable(),
    name: z.string(),
    username: z.string().nullable(),
    phone: z.string().nullable(),
    picture: z.string().nullable().openapi({ description: "A path of this origin: 400 × 400 pixels." }),
    phoneVerified: z.boolean().openapi({ description: "A code that was sent to it came back." }),
    memberSince: z.iso.datetime(),
    addresses: z.array(keptAddressSchema).openapi({ description: "The default first." }),
  })
  .openapi("Profile");

export const avatarSchema = profileSchema.pick({ picture: true }).openapi("Avatar");

export const wishBody = z
  .strictObject({
    productId: publicIdSchema("prd"),
    tell: z.boolean().default(false).openapi({ description: "Mail me, once, when a piece is free." }),
  })
  .openapi("Wish");

export const wishParam = z.object({
  id: publicIdSchema("prd").openapi({ description: "The product's id." }),
});

export const wishlistSchema = z
  .object({
    items: z.array(z.object({ product: productCardSchema, tell: z.boolean(), wishedAt: z.iso.datetime() })),
  })
  .openapi("Wishlist");

export const notificationsBody = z
  .strictObject({
    drops: z.boolean().optional().openapi({ description: "New drops." }),
    restocks: z
      .boolean()
      .optional()
      .openapi({ description: "A product of your wishlist that you asked about is free again." }),
    reviews: z.boolean().optional().openapi({ description: "Being asked what you think of a garment." }),
  } satisfies Record<NotificationKind, z.ZodType>)
  .openapi("ChooseNotifications", { description: "What is left out stays." });

export const notificationsSchema = z
  .object({
    choices: z
      .object({ drops: z.boolean(), restocks: z.boolean(), reviews: z.boolean() } satisfies Record<
        NotificationKind,
        z.ZodType
      >)
      .openapi({ description: "Off until you turn it on." }),
    always: z.array(z.enum(alwaysTold)).openapi({ description: "What comes whatever you choose." }),
  })
  .openapi("Notifications");

/** The token of `unsubscribe-links.ts`; what has another shape is no question for the database. */
export const unsubscribeQuery = z.object({ token: z.string().regex(/^[\w-]{40,64}$/, "no token of ours") });
export const unsubscribedSchema = z.object({ ended: z.enum(notificationKinds) }).openapi("Unsubscribed");

type AddressRow = Awaited<ReturnType<typeof addressesOf>>[number];

export function toAddressDto({ id, userId: _, createdAt: __, ...address }: AddressRow) {
  return { ...address, id: publicId("adr", id) };
}

type Profile = Awaited<ReturnType<typeof profileOf>>;

export function toProfileDto(user: SessionUser, { createdAt, ...profile }: Profile, rows: AddressRow[]) {
  const { id, email, name } = user;
  const { username, phone, phoneVerified, image } = profile;
  return {
    ...{ id: publicId("usr", id), email, name, username, phone, phoneVerified },
    ...toAvatarDto(image),
    memberSince: createdAt.toISOString(),
    addresses: rows.map(toAddressDto),
  };
}

export function toAvatarDto(image: string | null): z.infer<typeof avatarSchema> {
  return { picture: image && uploadPath(image) };
}

export function toWishlistDto(rows: Awaited<ReturnType<typeof wishesOf>>): z.infer<typeof wishlistSchema> {
  return {
    items: rows.map(({ product, tell, createdAt }) => ({
      product: toProductCard(product),
      tell,
      wishedAt: createdAt.toISOString(),
    })),
  };
}

export function toNotificationsDto(
  choices: Awaited<ReturnType<typeof choicesOf>>,
): z.infer<typeof notificationsSchema> {
  return { choices, always: [...alwaysTold] };
}
