import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { publishCollection } from "@flux/api/products/publish-collection";
import { collectionPictures } from "@flux/pictures";
import type { Seed } from "./open-seed.ts";

const description =
  "Streetwear with a chip sewn in. Every token is the twin of one garment: hold a phone to it and the chip says that it is genuine. Drops are small, numbered, and closed for ever. Whoever holds a garment votes on the next ones.";

/** What marketplaces show above all garments. */
export async function publishSeedCollection(seed: Seed) {
  const uri = await publishCollection(seed, async () => ({
    description,
    pictures: {
      image: await pictureOf(collectionPictures.image),
      banner: await pictureOf(collectionPictures.banner),
      featured: await pictureOf(collectionPictures.featured),
    },
    // The owner of the contract edits the page; nobody else needs to.
    collaborators: [],
  }));
  if (uri) seed.say(`the collection is described at ${uri}`);
}

async function pictureOf(file: string) {
  const path = basename(file);
  return { path, content: await readFile(file), type: path.endsWith(".png") ? "image/png" : "image/jpeg" };
}
