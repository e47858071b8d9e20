import { join } from "node:path";
import drawn from "../pictures.gen.json" with { type: "json" };

/** Pixels of the widest, a few blurred ones as a data URL, and the words of the one who drew it. */
export type PictureFacts = { width: number; height: number; placeholder: string; alt: string };
export type Pictures = Record<string, Record<string, PictureFacts>>;

/** Each view that is drawn, by slug. */
export const pictures: Pictures = drawn;

/** What the web server hands out as it is. */
export const publicFolder = join(import.meta.dirname, "../../web/public");

/** The file of one view at one width in pixels. */
export function fileOf(slug: string, view: string, width: number): string {
  return join(publicFolder, "products", `${slug}-${view}-${width}.webp`);
}

/** What is pinned for wallets and marketplaces, who show neither WebP nor SVG for certain. */
export const walletFolder = join(import.meta.dirname, "../for-wallets");

/** A garment as its token shows it: a square JPEG. */
export function walletPictureOf(slug: string): string {
  return join(walletFolder, `${slug}.jpg`);
}

/** What stands above all garments on a marketplace. */
export const collectionPictures = {
  image: join(walletFolder, "collection.png"),
  banner: join(walletFolder, "collection-banner.jpg"),
  featured: join(walletFolder, "collection-featured.jpg"),
};
