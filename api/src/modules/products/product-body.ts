import { z } from "@hono/zod-openapi";
import { inr } from "../../http/money.ts";
import { publicId } from "../../http/public-id.ts";
import { exactText, line, multiline } from "../../input/text.ts";
import type { NewProduct } from "./create-product.ts";
import type { findProductKeys } from "./queries.ts";
import { categories, views } from "./tables.ts";

/** A path on the shop's own origin, or a whole address: what a browser may be told to load. */
const pictureAddress = exactText({ max: 500 }).refine(
  (src) => /^\/(?![/\\])[^\s\\]*$/.test(src) || (URL.canParse(src) && new URL(src).protocol === "https:"),
  "a path that begins with /, or an address that begins with https://",
);

const variantBody = z.object({
  sku: line(40).openapi({ example: "GLITCH-BLK-M" }),
  size: line(20).openapi({ example: "M" }),
  color: line(60).openapi({ example: "Black" }),
  colorHex: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, "a colour here is # and six hex digits")
    .openapi({ example: "#15141d" }),
});

const imageBody = z.object({
  view: z.enum(views),
  alt: line(300),
  sources: z
    .array(z.object({ src: pictureAddress, width: z.int().min(1).max(10_000) }))
    .min(1)
    .max(10),
  placeholder: exactText({ max: 4_000 })
    .regex(/^data:image\/(webp|png|jpeg);base64,[A-Za-z0-9+/]+=*$/, "a small picture as a data URL")
    .optional(),
});

const bodyShape = {
  slug: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "small letters and digits, with single hyphens between")
    .openapi({ example: "glitch-hoodie" }),
  name: line(80),
  category: z.enum(categories),
  badge: line(40).nullable().default(null),
  collection: line(60).nullable().default(null),
  tagline: line(160),
  description: multiline(4_000),
  details: z.object({
    material: line(300),
    care: z.array(line(160)).max(12),
    fit: line(300),
    chip: line(300).openapi({ description: "Where the chip sits, so that its owner finds it with a phone." }),
  }),
  price: z
    .object({ amount: z.int(), currency: z.literal("INR") })
    .openapi({ description: "What you pay for one, GST included, in paise.", example: inr(499_900) }),
  hsn: exactText({ max: 8 }).openapi({
    description: "By which GST knows it: four to eight digits.",
    example: "6110",
  }),
  weightGrams: z.int().openapi({ description: "Of one piece, packed: delivery goes by it.", example: 900 }),
  variants: z.array(variantBody).min(1).max(200),
  images: z.array(imageBody).max(40),
};

export const newProductBody = z.object(bodyShape).openapi("NewProduct");
export const productBody = z
  .object({
    ...bodyShape,
    archived: z.boolean().default(false).openapi({ description: "Whether it is out of the catalogue." }),
  })
  .openapi("ChangedProduct");

export const keysSchema = z
  .object({ id: z.string(), slug: z.string(), archived: z.boolean() })
  .openapi("ProductKeys");

export function toNewProduct({ price, images, ...words }: z.output<typeof newProductBody>): NewProduct {
  return {
    ...words,
    pricePaise: price.amount,
    images: images.map(({ placeholder, ...image }) => ({ ...image, ...(placeholder && { placeholder }) })),
  };
}

type Keys = NonNullable<Awaited<ReturnType<typeof findProductKeys>>>;

export function toKeysDto({ id, slug, archivedAt }: Keys): z.infer<typeof keysSchema> {
  return { id: publicId("prd", id), slug, archived: archivedAt !== null };
}
