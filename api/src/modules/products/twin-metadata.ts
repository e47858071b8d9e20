import { tokenIdOf } from "@flux/contracts";
import { z } from "zod";
import { editionOf } from "../stock/edition.ts";

/** A file on IPFS with the ending that wallets guess its type by. PNG and JPEG alone are shown by all of them. */
export const pictureUri = z
  .string()
  .regex(/^ipfs:\/\/\w+\/[\w-]+\.(png|jpg)$/, "ipfs://<cid>/<name>.png or .jpg");

/** A page of the shop; without TLS only where everything runs on one machine. */
export const pageUrl = z.url({ protocol: /^https?$/ });

const text = z.string().trim().min(1);

/** A trait is a word; what is counted says so, or marketplaces draw a bar for it. */
const attribute = z.union([
  z.strictObject({ trait_type: text, value: text }),
  z.strictObject({
    trait_type: text,
    display_type: z.literal("number"),
    value: z.int().positive(),
    max_value: z.int().positive(),
  }),
]);

/** ERC-721's metadata with what OpenSea, and wallets after it, read beside (docs.opensea.io/docs/metadata-standards). */
export const twinMetadataSchema = z.strictObject({
  name: text,
  description: text,
  image: pictureUri,
  external_url: pageUrl,
  attributes: z.array(attribute).min(1),
});

type Twin = {
  batchId: number;
  serial: number;
  cap: number;
  product: { name: string; tagline: string; description: string; collection: string | null };
  variant: { size: string; color: string };
  /** `ipfs://<cid>/<name>.jpg` */
  image: string;
  webUrl: string;
};

/** What wallets and marketplaces show of one garment. Nothing in it may change: what does is on its page. */
export function twinMetadataOf({ batchId, serial, cap, product, variant, image, webUrl }: Twin) {
  return twinMetadataSchema.parse({
    name: `${product.name} ${editionOf({ serial, cap })}`,
    description: `${product.tagline} ${product.description} ${oneThing}`,
    image,
    external_url: `${webUrl}/garments/${tokenIdOf(batchId, serial)}`,
    attributes: [
      { trait_type: "Batch", value: String(batchId) },
      { trait_type: "Serial", display_type: "number", value: serial, max_value: cap },
      { trait_type: "Size", value: variant.size },
      { trait_type: "Colour", value: variant.color },
      ...(product.collection ? [{ trait_type: "Collection", value: product.collection }] : []),
    ],
  });
}

/** Who sees a token alone asks whether the thing is still to be had. A trait for it would have to change. */
const oneThing =
  "The garment itself ships with this token: a chip sewn into it tells which one it is, and there is nothing to redeem.";
