import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { hashOf, readDrawn } from "./drawn.ts";
import { collectionPictures, fileOf, walletPictureOf } from "./pictures.ts";
import { render } from "./render.ts";
import { readFacts, targets } from "./targets.ts";

const remedy = (name: string) => `run \`node pictures/src/draw.ts ${name}\` and commit what it writes`;

test("every committed picture was drawn by the code that stands beside it", async () => {
  const drawn = await readDrawn();
  for (const { name, sources } of await targets()) {
    expect(drawn[name], `${name} is out of date: ${remedy(name)}`).toBe(await hashOf(sources));
  }
});

test("every garment of the catalogue has its words and its three widths", async () => {
  const facts = await readFacts();
  expect(Object.keys(facts)).toEqual(catalogue.map(({ slug }) => slug));
  for (const { slug, views } of catalogue) {
    expect(facts[slug]?.front?.alt).toBe(views.front.alt);
    for (const width of [480, 800, 1200]) {
      const file = fileOf(slug, "front", width);
      expect(existsSync(file), `${file} is missing: ${remedy(slug)}`).toBe(true);
      const picture = await sharp(readFileSync(file)).metadata();
      expect([picture.width, picture.height]).toEqual([width, width * 1.25]);
    }
  }
});

test("what wallets show is square and 1,000 to 3,000 pixels wide, JPEG or PNG, and no heavier than half a megabyte", async () => {
  for (const file of [...catalogue.map(({ slug }) => walletPictureOf(slug)), collectionPictures.image]) {
    const bytes = readFileSync(file);
    const { format, width, height } = await sharp(bytes).metadata();
    expect(["jpeg", "png"], file).toContain(format);
    expect(width, file).toBe(height);
    expect(width, file).toBeGreaterThanOrEqual(1_000);
    expect(width, file).toBeLessThanOrEqual(3_000);
    expect(bytes.length, file).toBeLessThan(500_000);
  }
});

test("drawing a garment twice gives the same pixels", async () => {
  const [garment] = catalogue;
  const pixels = async () =>
    createHash("sha256")
      .update((await render(garment!, "front", 0.1)).data)
      .digest("hex");
  expect(await pixels()).toBe(await pixels());
});
