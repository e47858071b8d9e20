/**
 * Draws the product pictures of the shop: `node scripts/pictures/draw.ts [slug…]`.
 * A garment is drawn again only when the code that draws it has changed since (hashes in drawn.gen.json).
 */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogue } from "./catalogue.ts";
import { encode } from "./encode.ts";
import { render } from "./render.ts";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "../../web");
const picturesFile = join(web, "src/pictures.gen.json");
const drawnFile = join(here, "drawn.gen.json");

type PictureFacts = { width: number; height: number; placeholder: string; alt: string };
type Pictures = Record<string, Record<string, PictureFacts>>;

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
  for (const file of files) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

/** The files a garment's pictures depend on: everything that draws, and its own file. */
async function sourcesOf(slug: string): Promise<string[]> {
  const shared = ["render.ts", "encode.ts", "garment.ts"].map((file) => join(here, file));
  for (const folder of ["kit", "scene"]) {
    for (const file of (await readdir(join(here, folder))).sort()) shared.push(join(here, folder, file));
  }
  return [...shared, join(here, "garments", `${slug}.ts`)];
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((slug) => !catalogue.some((garment) => garment.slug === slug));
if (unknown.length > 0) {
  console.error(
    `No garment is called ${unknown.join(", ")}. There are: ${catalogue.map((g) => g.slug).join(", ")}.`,
  );
  process.exit(1);
}

const pictures = await readJson<Pictures>(picturesFile, {});
const drawn = await readJson<Record<string, string>>(drawnFile, {});
for (const garment of catalogue) {
  const { slug } = garment;
  if (wanted.length > 0 && !wanted.includes(slug)) continue;
  const hash = await hashOf(await sourcesOf(slug));
  if (drawn[slug] === hash && wanted.length === 0) {
    console.log(`${slug}: unchanged`);
    continue;
  }
  const start = performance.now();
  const placeholder = await encode(
    await render(garment, "front", 1),
    join(web, "public/products"),
    `${slug}-front`,
  );
  pictures[slug] = { front: { width: 1200, height: 1500, placeholder, alt: garment.views.front.alt } };
  drawn[slug] = hash;
  // Catalogue order, whatever was drawn last, so that the file changes only where a picture did.
  const ordered = Object.fromEntries(
    catalogue.flatMap((g) => (pictures[g.slug] ? [[g.slug, pictures[g.slug]]] : [])),
  );
  await writeFile(picturesFile, `${JSON.stringify(ordered, null, 2)}\n`);
  await writeFile(drawnFile, `${JSON.stringify(drawn, null, 2)}\n`);
  console.log(`${slug}: drawn in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
