import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { catalogue } from "./catalogue.ts";
import { collectionPictures, fileOf, publicFolder, walletFolder, walletPictureOf } from "./pictures.ts";

// What wallets and marketplaces show: JPEG or PNG, since SVG and moving WebP stay blank in some, and square, since lists cut
// anything else. From the committed drawings, so that one cut again differs only where a drawing did.

/** Below the drawing's 1500 rows lies the wet street; each side gets half of what is then missing to a square, mirrored. */
const side = 1360;
const jpeg = { quality: 86, mozjpeg: true } as const;

const hero = join(publicFolder, "hero.webp");
const icon = join(publicFolder, "icon.svg");

/** Every drawing that something here is cut from. */
export const cutFrom = [...catalogue.map(({ slug }) => fileOf(slug, "front", 1200)), hero, icon];

/** Cuts a square of every garment, and the three pictures of the collection. */
export async function cutWalletPictures(): Promise<void> {
  await mkdir(walletFolder, { recursive: true });
  for (const { slug } of catalogue)
    await sharp(fileOf(slug, "front", 1200))
      .extract({ left: 0, top: 0, width: 1200, height: side })
      .extend({ left: (side - 1200) / 2, right: (side - 1200) / 2, extendWith: "mirror" })
      .jpeg(jpeg)
      .toFile(walletPictureOf(slug));
  await sharp(icon, { density: 72 * 64 })
    .resize(1024)
    .png()
    .toFile(collectionPictures.image);
  await sharp(hero).jpeg(jpeg).toFile(collectionPictures.featured);
  // Four to one, as collection pages show it: the name and the garments' chests.
  await sharp(hero)
    .extract({ left: 0, top: 280, width: 1600, height: 400 })
    .jpeg(jpeg)
    .toFile(collectionPictures.banner);
}
