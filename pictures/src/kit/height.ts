import { crumple, threadHeight } from "./cloth.ts";
import { blur, channel, type Field, field } from "./field.ts";
import type { Part } from "./part.ts";
import type { Box } from "./paths.ts";
import { rasterise } from "./svg.ts";

const grey = "#808080";
const foldReach = 40;

/** Where a part is, and how far each of its pixels is from its edge (pixels). */
export type Shape = { mask: Field; depth: Field };

/** Signed picture of a fragment drawn on grey: -1 to 1. */
async function signed(fragment: string, window: Box, scale: number): Promise<Field> {
  const out = channel(await rasterise(fragment, window, scale, grey), 0);
  for (let i = 0; i < out.data.length; i++) out.data[i] = (out.data[i]! * 255 - 128) / 127;
  return out;
}

function foldFragment(part: Part): string {
  return (part.folds ?? [])
    .map(({ shape, height }) => {
      const strength = Math.min(1, Math.abs(height) / foldReach).toFixed(3);
      return `<path d="${shape}" fill="${height > 0 ? "#fff" : "#000"}" opacity="${strength}"/>`;
    })
    .join("");
}

/** The body under the cloth: a half circle from every edge, smoothed so that it has no spine. */
function inflated({ mask, depth }: Shape, part: Part, scale: number): Field {
  const reach = part.round * scale;
  const out = field(mask.width, mask.height);
  const bulge = part.bulge ?? 0.8;
  for (let i = 0; i < out.data.length; i++) {
    const t = Math.min(1, depth.data[i]! / reach);
    out.data[i] = part.round * bulge * Math.sqrt(1 - (1 - t) ** 2);
  }
  const spread = Math.max(1.2, reach * 0.1);
  const smooth = blur(out, spread);
  const cover = blur(mask, spread);
  for (let i = 0; i < out.data.length; i++) smooth.data[i] = smooth.data[i]! / Math.max(0.3, cover.data[i]!);
  return smooth;
}

/** Height of a part over its window, in units: body, folds, seams, wear and thread. */
export async function heightOf(
  part: Part,
  shape: Shape,
  window: Box,
  scale: number,
  seed: number,
): Promise<Field> {
  const { mask } = shape;
  const height = inflated(shape, part, scale);
  if (part.folds?.length) {
    const folds = await signed(foldFragment(part), window, scale);
    const drape = blur(folds, 15 * scale);
    const crease = blur(folds, 5.5 * scale);
    for (let i = 0; i < height.data.length; i++) {
      height.data[i]! += foldReach * (0.75 * drape.data[i]! + 0.45 * crease.data[i]!);
    }
  }
  if (part.relief) {
    const fine = blur(await signed(part.relief, window, scale), 1.5 * scale);
    const reach = part.reliefHeight ?? 5;
    for (let i = 0; i < height.data.length; i++) height.data[i]! += reach * fine.data[i]!;
  }
  const worn = part.worn ?? 7;
  for (let y = 0, i = 0; y < height.height; y++) {
    for (let x = 0; x < height.width; x++, i++) {
      if (mask.data[i]! === 0) continue;
      const ux = (window.x + x) / scale;
      const uy = (window.y + y) / scale;
      height.data[i]! += worn * crumple(ux, uy, seed) + threadHeight(part.cloth.weave, ux, uy);
    }
  }
  return height;
}
