import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { catalogue } from "./catalogue.ts";
import { encode, encodeHero } from "./encode.ts";
import type { Garment } from "./garment.ts";
import { renderHero } from "./hero.ts";
import { type Pictures, publicFolder } from "./pictures.ts";
import { render } from "./render.ts";
import { cutFrom, cutWalletPictures } from "./wallet-pictures.ts";

const here = import.meta.dirname;
const factsFile = join(here, "../pictures.gen.json");

/** Something that is drawn as a whole. `sources` are the files, below src/, whose change asks for a new drawing. */
type Target = { name: string; sources: string[]; draw: () => Promise<void> };

/** Every garment in the order of the catalogue, the wide picture, and what is cut from them for wallets. */
export async function targets(): Promise<Target[]> {
  const shared = await sharedSources();
  const fileOf = ({ slug }: Garment) => `garments/${slug}.ts`;
  return [
    ...catalogue.map((garment) => ({
      name: garment.slug,
      sources: [...shared, fileOf(garment)],
      draw: () => drawGarment(garment),
    })),
    {
      name: "hero",
      sources: [...shared, "hero.ts", ...catalogue.map(fileOf)],
      draw: async () => encodeHero(await renderHero(), join(publicFolder, "hero.webp")),
    },
    {
      name: "for-wallets",
      sources: ["wallet-pictures.ts", ...cutFrom.map((file) => relative(here, file))],
      draw: cutWalletPictures,
    },
  ];
}

async function sharedSources(): Promise<string[]> {
  const folders = await Promise.all(
    ["kit", "scene"].map(async (folder) =>
      (await readdir(join(here, folder))).map((file) => `${folder}/${file}`),
    ),
  );
  return ["encode.ts", "garment.ts", "render.ts", ...folders.flat().sort()];
}

async function drawGarment(garment: Garment): Promise<void> {
  const { slug, views } = garment;
  const picture = await render(garment, "front", 1);
  const placeholder = await encode(picture, join(publicFolder, "products"), `${slug}-front`);
  const pictures = await readFacts();
  pictures[slug] = { front: { width: 1200, height: 1500, placeholder, alt: views.front.alt } };
  // Catalogue order, whatever was drawn last, so that the file changes only where a picture did.
  const ordered = Object.fromEntries(
    catalogue.flatMap((g) => (pictures[g.slug] ? [[g.slug, pictures[g.slug]]] : [])),
  );
  await writeFile(factsFile, `${JSON.stringify(ordered, null, 2)}\n`);
}

/** Size, placeholder and words of each view that was drawn, by slug. */
export async function readFacts(): Promise<Pictures> {
  return JSON.parse(await readFile(factsFile, "utf8")) as Pictures;
}
