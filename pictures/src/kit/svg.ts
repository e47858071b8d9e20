import sharp from "sharp";
import type { Box } from "./paths.ts";

sharp.concurrency(1);

// The filter region is the whole sheet: a straight tube has a box of no width, and a box of its own would cut the haze.
const filters = [1.5, 3, 5, 8, 12, 20, 30, 60, 120]
  .map((blur) => {
    const id = `blur${String(blur).replace(".", "_")}`;
    return `<filter id="${id}" filterUnits="userSpaceOnUse" x="-300" y="-300" width="2200" height="2600"><feGaussianBlur stdDeviation="${blur}"/></filter>`;
  })
  .join("");

/** Pixels of a drawing: RGBA bytes, straight alpha. */
export type Pixels = { width: number; height: number; data: Buffer };

/** The pixel window of a box at a scale (pixels per unit): whole pixels, never outside the frame given. */
export function windowOf(box: Box, scale: number, frame: { width: number; height: number }): Box {
  const x = Math.max(0, Math.floor(box.x * scale));
  const y = Math.max(0, Math.floor(box.y * scale));
  const right = Math.min(frame.width, Math.ceil((box.x + box.width) * scale));
  const bottom = Math.min(frame.height, Math.ceil((box.y + box.height) * scale));
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

/** Rasterises an SVG fragment, drawn in units, into one pixel window. */
export async function rasterise(
  fragment: string,
  window: Box,
  scale: number,
  ground?: string,
): Promise<Pixels> {
  const viewBox = `${window.x / scale} ${window.y / scale} ${window.width / scale} ${window.height / scale}`;
  const paper = ground
    ? `<rect x="${window.x / scale}" y="${window.y / scale}" width="${window.width / scale}" height="${window.height / scale}" fill="${ground}"/>`
    : "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${window.width}" height="${window.height}"><defs>${filters}</defs>${paper}${fragment}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg), { density: 72 })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

let lastId = 0;

/** An id no other fragment of the same document has. */
export function freshId(prefix: string): string {
  lastId += 1;
  return `${prefix}${lastId}`;
}
