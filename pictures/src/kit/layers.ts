import { blur, channel, depthInside, type Field } from "./field.ts";
import { heightOf } from "./height.ts";
import type { Part } from "./part.ts";
import type { Box } from "./paths.ts";
import { type Pixels, rasterise } from "./svg.ts";

/** Everything about a part that is known per pixel before it is lit. */
export type Layers = {
  mask: Field;
  /** Distance to the edge, in pixels. */
  depth: Field;
  /** Height in units, with thread and seams. */
  height: Field;
  /** The same without thread and ribs: what the side lamps see, so that ribs do not turn into candy stripes. */
  body: Field;
  /** The same, softer still: below it is hollow, above it is open. */
  level: Field;
  print?: Pixels;
  glow?: Pixels;
  shade?: Pixels;
};

export async function layersOf(part: Part, window: Box, scale: number, seed: number): Promise<Layers> {
  const outline = `<path d="${part.outline}" fill="#fff" fill-rule="evenodd"/>`;
  const mask = channel(await rasterise(outline, window, scale, "#000"), 0);
  const depth = depthInside(mask);
  const height = await heightOf(part, { mask, depth }, window, scale, seed);
  const layers: Layers = {
    mask,
    depth,
    height,
    body: blur(height, 6.5 * scale),
    level: blur(height, 20 * scale),
  };
  if (part.print) layers.print = await rasterise(part.print, window, scale);
  if (part.glow) layers.glow = await rasterise(part.glow, window, scale);
  if (part.shade) layers.shade = await rasterise(part.shade, window, scale);
  return layers;
}
