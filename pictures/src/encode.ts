import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { Picture } from "./render.ts";

const widths = [480, 800, 1200] as const;

/** Writes `<slug>-<view>-<width>.webp` for every width and returns the 16 x 20 placeholder as a data URI. */
export async function encode(picture: Picture, directory: string, name: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const { width, height, data } = picture;
  const master = sharp(data, { raw: { width, height, channels: 3 } });
  for (const target of widths) {
    const webp = await master
      .clone()
      .resize(target)
      .webp({ quality: 79, effort: 6, smartSubsample: true })
      .toBuffer();
    await writeFile(join(directory, `${name}-${target}.webp`), webp);
  }
  const tiny = await master.clone().resize(16, 20).blur(0.6).webp({ quality: 40, effort: 6 }).toBuffer();
  return `data:image/webp;base64,${tiny.toString("base64")}`;
}

/** Writes the wide picture as one WebP. */
export async function encodeHero({ width, height, data }: Picture, file: string): Promise<void> {
  await sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ quality: 82, effort: 6, smartSubsample: true })
    .toFile(file);
}
