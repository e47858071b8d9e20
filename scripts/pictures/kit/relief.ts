import { blur, channel, type Field, field } from "./field.ts";
import { heightOf } from "./height.ts";
import { lit } from "./light.ts";
import { light, linearOf } from "./palette.ts";
import type { Part } from "./part.ts";
import { type Box, boxOf } from "./paths.ts";
import type { Stage } from "./stage.ts";
import { type Pixels, rasterise, windowOf } from "./svg.ts";

/** Darkens what lies under a part, a little below it, as the light comes from above. */
function castShadow(stage: Stage, mask: Field, window: Box, strength: number) {
  const { scale } = stage;
  const soft = blur(mask, 13 * scale);
  const wide = blur(mask, 34 * scale);
  const drop = Math.round(16 * scale);
  for (let y = 0; y < window.height; y++) {
    for (let x = 0; x < window.width; x++) {
      const at = (window.y + y) * stage.width + window.x + x;
      if (stage.cover.data[at]! === 0) continue;
      const from = Math.max(0, y - drop) * window.width + x;
      const keep = 1 - strength * Math.min(1, 0.75 * soft.data[from]! + 0.4 * wide.data[from]!);
      stage.red.data[at]! *= keep;
      stage.green.data[at]! *= keep;
      stage.blue.data[at]! *= keep;
      stage.cyan.data[at]! *= keep;
      stage.magenta.data[at]! *= keep;
    }
  }
}

type Layers = { mask: Field; height: Field; hollow: Field; print?: Pixels; glow?: Pixels; shade?: Pixels };

async function layersOf(part: Part, window: Box, scale: number, seed: number): Promise<Layers> {
  const mask = channel(
    await rasterise(`<path d="${part.outline}" fill="#fff" fill-rule="evenodd"/>`, window, scale, "#000"),
    0,
  );
  const height = await heightOf(part, mask, window, scale, seed);
  const layers: Layers = { mask, height, hollow: blur(height, 20 * scale) };
  if (part.print) layers.print = await rasterise(part.print, window, scale);
  if (part.glow) layers.glow = await rasterise(part.glow, window, scale);
  if (part.shade) layers.shade = await rasterise(part.shade, window, scale);
  return layers;
}

/** Lights one part and lays it over what is on the stage. */
export async function layPart(stage: Stage, part: Part, seed: number): Promise<void> {
  const { scale } = stage;
  const window = windowOf(boxOf(part.outline, 60), scale, stage);
  const layers = await layersOf(part, window, scale, seed);
  castShadow(stage, layers.mask, window, part.shadow ?? 0.6);

  const { width, height: rows } = window;
  const { mask, height, hollow, print, glow, shade } = layers;
  const cloth = light(part.cloth.colour);
  const turn = part.turn ?? 0;
  const printGlow = part.printGlow ?? 0.45;
  const albedo: [number, number, number] = [0, 0, 0];
  const normal: [number, number, number] = [0, 0, 1];
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const alpha = mask.data[i]!;
      if (alpha === 0) continue;
      const dx = ((height.data[i + 1]! - height.data[i - 1]!) * scale) / 2 - turn;
      const dy = ((height.data[i + width]! - height.data[i - width]!) * scale) / 2;
      const length = Math.sqrt(dx * dx + dy * dy + 1);
      normal[0] = -dx / length;
      normal[1] = -dy / length;
      normal[2] = 1 / length;
      const sunk = Math.max(0, hollow.data[i]! - height.data[i]!);
      const open = Math.exp(-sunk / 9);

      albedo[0] = cloth[0];
      albedo[1] = cloth[1];
      albedo[2] = cloth[2];
      let [inkAlpha, er, eg, eb] = [0, 0, 0, 0];
      if (print) {
        // Ink follows the cloth: a slope shows a point further along it.
        const slopeX = ((hollow.data[i + 1]! - hollow.data[i - 1]!) * scale) / 2;
        const slopeY = ((hollow.data[i + width]! - hollow.data[i - width]!) * scale) / 2;
        const px = Math.min(width - 1, Math.max(0, Math.round(x - slopeX * 7 * scale)));
        const py = Math.min(rows - 1, Math.max(0, Math.round(y - slopeY * 7 * scale)));
        const p = (py * width + px) * 4;
        inkAlpha = print.data[p + 3]! / 255;
        if (inkAlpha > 0) {
          const ink = [linearOf(print.data[p]!), linearOf(print.data[p + 1]!), linearOf(print.data[p + 2]!)];
          for (let c = 0; c < 3; c++) albedo[c] = albedo[c]! * (1 - inkAlpha) + ink[c]! * 0.42 * inkAlpha;
          const shine = printGlow * inkAlpha * (0.35 + 0.65 * open);
          er = ink[0]! * shine;
          eg = ink[1]! * shine;
          eb = ink[2]! * shine;
        }
      }
      const seen = lit(
        {
          normal,
          albedo,
          sheen: part.cloth.sheen * (1 - 0.8 * inkAlpha),
          gloss: part.cloth.gloss,
          open,
          key: part.key ?? 1,
          left: part.reach?.left ?? 1,
          right: part.reach?.right ?? 1,
        },
        (window.x + x) / scale,
        (window.y + y) / scale,
      );
      let tone = 1;
      if (shade) {
        const a = shade.data[i * 4 + 3]! / 255;
        tone = shade.data[i * 4]! > 127 ? 1 + a : 1 - a;
      }
      if (glow) {
        const a = glow.data[i * 4 + 3]! / 255;
        er += linearOf(glow.data[i * 4]!) * a * 1.5;
        eg += linearOf(glow.data[i * 4 + 1]!) * a * 1.5;
        eb += linearOf(glow.data[i * 4 + 2]!) * a * 1.5;
      }
      const at = (window.y + y) * stage.width + window.x + x;
      const under = 1 - alpha;
      const mix = (plane: Field, value: number) => {
        plane.data[at] = plane.data[at]! * under + value * alpha;
      };
      mix(stage.red, seen.red * tone + er);
      mix(stage.green, seen.green * tone + eg);
      mix(stage.blue, seen.blue * tone + eb);
      mix(stage.cyan, seen.cyan * tone * (1 - inkAlpha));
      mix(stage.magenta, seen.magenta * tone * (1 - inkAlpha));
      mix(stage.lamp[0], er);
      mix(stage.lamp[1], eg);
      mix(stage.lamp[2], eb);
      stage.cover.data[at] = stage.cover.data[at]! * under + alpha;
    }
  }
}

/** Lets the lamps of the garment shine on the cloth round them. */
export function spillLamps(stage: Stage): void {
  const planes = [stage.red, stage.green, stage.blue];
  for (let c = 0; c < 3; c++) {
    const spill = blur(stage.lamp[c] ?? field(stage.width, stage.height), 26 * stage.scale);
    const plane = planes[c]!;
    for (let i = 0; i < plane.data.length; i++) {
      plane.data[i]! += spill.data[i]! * stage.cover.data[i]! * (0.05 + 1.6 * plane.data[i]!);
    }
  }
}
