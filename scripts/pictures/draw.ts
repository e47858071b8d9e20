/**
 * Draws the pictures of the shop: `node scripts/pictures/draw.ts [slug…|hero]`.
 * Without names it draws what has changed: a picture is drawn again only when the code that draws it is not the code
 * that drew it last (hashes in drawn.gen.json).
 */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogue } from "./catalogue.ts";
import { encode, encodeHero } from "./encode.ts";
import type { Garment } from "./garment.ts";
import { renderHero } from "./hero.ts";
import { render } from "./render.ts";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "../../web");
const picturesFile = join(web, "src/pictures.gen.json");
const drawnFile = join(here, "drawn.gen.json");

type PictureFacts = { width: number; height: number; placeholder: string; alt: string };
type Pictures = Record<string, Record<string, PictureFacts>>;
type Target = { name: string; sources: string[]; draw: () => Promise<void> };

async function readJson<T>(file: string, otherwise: T): Promise<T> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return otherwise;
    throw error;
  }
}

async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await readFile(join(here, file)));
  return hash.digest("hex").slice(0, 16);
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
  const placeholder = await encode(picture, join(web, "public/products"), `${slug}-front`);
  const pictures = await readJson<Pictures>(picturesFile, {});
  pictures[slug] = { front: { width: 1200, height: 1500, placeholder, alt: views.front.alt } };
  // Catalogue order, whatever was drawn last, so that the file changes only where a picture did.
  const ordered = Object.fromEntries(
    catalogue.flatMap((g) => (pictures[g.slug] ? [[g.slug, pictures[g.slug]]] : [])),
  );
  await writeFile(picturesFile, `${JSON.stringify(ordered, null, 2)}\n`);
}

async function targets(): Promise<Target[]> {
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
      draw: async () => encodeHero(await renderHero(), join(web, "public/hero.webp")),
    },
  ];
}

const all = await targets();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((target) => target.name === name));
if (unknown.length > 0) {
  console.error(`Nothing is called ${unknown.join(", ")}. There are: ${all.map((t) => t.name).join(", ")}.`);
  process.exit(1);
}
for (const { name, sources, draw } of all) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const drawn = await readJson<Record<string, string>>(drawnFile, {});
  const hash = await hashOf(sources);
  if (drawn[name] === hash && wanted.length === 0) {
    console.log(`${name}: unchanged`);
    continue;
  }
  const start = performance.now();
  await draw();
  await writeFile(drawnFile, `${JSON.stringify({ ...drawn, [name]: hash }, null, 2)}\n`);
  console.log(`${name}: drawn in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
