import { blur, type Field } from "./field.ts";
import { type Layers, layersOf } from "./layers.ts";
import { lit, type Surface } from "./light.ts";
import { type Light, light, linearOf } from "./palette.ts";
import type { Part } from "./part.ts";
import { type Box, boxOf } from "./paths.ts";
import { castShadow } from "./shadow.ts";
import type { Stage } from "./stage.ts";
import { type Pixels, windowOf } from "./svg.ts";

type Ink = { alpha: number; colour: [number, number, number] };

/** Reads one pixel of a drawing as linear light. The answer is written into `into`. */
function read(pixels: Pixels | undefined, index: number, into: Ink): void {
  into.alpha = pixels ? pixels.data[index * 4 + 3]! / 255 : 0;
  if (!pixels || into.alpha === 0) return;
  for (let c = 0; c < 3; c++) into.colour[c] = linearOf(pixels.data[index * 4 + c]!);
}

/** Rise to the right and rise downwards at a pixel: units of height per unit of way. */
function slopeX(height: Field, i: number, scale: number): number {
  return ((height.data[i + 1]! - height.data[i - 1]!) * scale) / 2;
}

function slopeY(height: Field, i: number, scale: number): number {
  return ((height.data[i + height.width]! - height.data[i - height.width]!) * scale) / 2;
}

const hold = (slope: number) => Math.max(-0.8, Math.min(0.8, slope));

function face(normal: [number, number, number], dx: number, dy: number): void {
  const length = Math.sqrt(dx * dx + dy * dy + 1);
  normal[0] = -dx / length;
  normal[1] = -dy / length;
  normal[2] = 1 / length;
}

/**
 * Ink follows the cloth: on a slope the eye meets a point of the print further along it. At an outline the slope has no
 * end, so it is held.
 */
function inkIndex(layers: Layers, x: number, y: number, i: number, scale: number): number {
  const { width, height } = layers.level;
  const px = Math.round(x - hold(slopeX(layers.level, i, scale)) * 7 * scale);
  const py = Math.round(y - hold(slopeY(layers.level, i, scale)) * 7 * scale);
  return Math.min(height - 1, Math.max(0, py)) * width + Math.min(width - 1, Math.max(0, px));
}

/** Shade is painted as black (darker) or white (lighter) with alpha. */
function toneAt(shade: Pixels | undefined, i: number): number {
  if (!shade) return 1;
  const alpha = shade.data[i * 4 + 3]! / 255;
  return shade.data[i * 4]! > 127 ? 1 + alpha : 1 - alpha;
}

function surfaceOf(part: Part): Surface {
  return {
    fine: [0, 0, 1],
    body: [0, 0, 1],
    albedo: [0, 0, 0],
    sheen: part.cloth.sheen,
    gloss: part.cloth.gloss,
    open: 1,
    edge: 0,
    key: part.key ?? 1,
    left: part.reach?.left ?? 1,
    right: part.reach?.right ?? 1,
  };
}

/** Lights one part and lays it over what is on the stage. */
export async function layPart(stage: Stage, part: Part, seed: number): Promise<void> {
  const window = windowOf(boxOf(part.outline, 60), stage.scale, stage);
  const layers = await layersOf(part, window, stage.scale, seed);
  castShadow(stage, layers.mask, window, part.shadow ?? 0.6);
  lightPart(stage, part, layers, window);
}

function lightPart(stage: Stage, part: Part, layers: Layers, window: Box): void {
  const { scale } = stage;
  const { mask, height, body, level, depth } = layers;
  const cloth: Light = light(part.cloth.colour);
  const turn = part.turn ?? 0;
  const shine = part.printGlow ?? 0.45;
  const surface = surfaceOf(part);
  const ink: Ink = { alpha: 0, colour: [0, 0, 0] };
  const lamp: Ink = { alpha: 0, colour: [0, 0, 0] };
  const emitted: [number, number, number] = [0, 0, 0];
  for (let y = 1; y < window.height - 1; y++) {
    for (let x = 1; x < window.width - 1; x++) {
      const i = y * window.width + x;
      const alpha = mask.data[i]!;
      if (alpha === 0) continue;
      face(surface.fine, slopeX(height, i, scale) - turn, slopeY(height, i, scale));
      face(surface.body, slopeX(body, i, scale) - turn, slopeY(body, i, scale));
      surface.open = Math.exp(-Math.max(0, level.data[i]! - height.data[i]!) / 9);
      surface.edge = Math.exp(-depth.data[i]! / (5 * scale));
      read(layers.print, layers.print ? inkIndex(layers, x, y, i, scale) : i, ink);
      read(layers.glow, i, lamp);
      for (let c = 0; c < 3; c++) {
        surface.albedo[c] = cloth[c]! * (1 - ink.alpha) + ink.colour[c]! * 0.42 * ink.alpha;
        emitted[c] =
          ink.colour[c]! * ink.alpha * shine * (0.35 + 0.65 * surface.open) +
          lamp.colour[c]! * lamp.alpha * 1.5;
      }
      surface.sheen = part.cloth.sheen * (1 - 0.8 * ink.alpha);
      const seen = lit(surface, (window.x + x) / scale, (window.y + y) / scale);
      const tone = toneAt(layers.shade, i);
      const at = (window.y + y) * stage.width + window.x + x;
      const mix = (plane: Field, value: number) => {
        plane.data[at] = plane.data[at]! * (1 - alpha) + value * alpha;
      };
      mix(stage.red, seen.red * tone + emitted[0]);
      mix(stage.green, seen.green * tone + emitted[1]);
      mix(stage.blue, seen.blue * tone + emitted[2]);
      mix(stage.cyan, seen.cyan * tone * (1 - ink.alpha));
      mix(stage.magenta, seen.magenta * tone * (1 - ink.alpha));
      for (let c = 0; c < 3; c++) mix(stage.lamp[c]!, emitted[c]!);
      mix(stage.cover, 1);
    }
  }
}

/** Lets the lamps of the garment shine on the cloth round them. */
export function spillLamps(stage: Stage): void {
  const planes = [stage.red, stage.green, stage.blue];
  for (const [c, plane] of planes.entries()) {
    const spill = blur(stage.lamp[c]!, 26 * stage.scale);
    for (let i = 0; i < plane.data.length; i++) {
      plane.data[i]! += spill.data[i]! * stage.cover.data[i]! * (0.05 + 1.6 * plane.data[i]!);
    }
  }
}
