import { blur, type Field, field, halve, sample } from "../kit/field.ts";
import { linearOf } from "../kit/palette.ts";
import { sheet } from "../kit/paths.ts";
import { noise } from "../kit/random.ts";
import type { Stage } from "../kit/stage.ts";
import { rasterise } from "../kit/svg.ts";
import { horizon, waterline } from "./backdrop.ts";

/** The picture while it is made: linear light, no upper end. */
export type Frame = { width: number; height: number; scale: number; planes: readonly [Field, Field, Field] };

export function emptyFrame(scale: number, units: number = sheet.width): Frame {
  const width = Math.round(units * scale);
  const height = Math.round(sheet.height * scale);
  return { width, height, scale, planes: [field(width, height), field(width, height), field(width, height)] };
}

/**
 * Lays a drawing over the frame, or adds it as light. Light falls off steeper than its alpha: alpha has 256 steps, and
 * in the dark each of them would be a visible ring of the halo.
 */
export async function draw(frame: Frame, fragment: string, how: "over" | "light", power = 1): Promise<void> {
  const whole = { x: 0, y: 0, width: frame.width, height: frame.height };
  const { data } = await rasterise(fragment, whole, frame.scale);
  for (let c = 0; c < 3; c++) {
    const plane = frame.planes[c]!.data;
    for (let i = 0; i < plane.length; i++) {
      const alpha = data[i * 4 + 3]! / 255;
      if (alpha === 0) continue;
      const value = linearOf(data[i * 4 + c]!) * power;
      plane[i] =
        how === "over"
          ? plane[i]! * (1 - alpha) + value * alpha
          : plane[i]! + value * alpha * Math.sqrt(alpha);
    }
  }
}

/** Lays the lit garment over the frame. */
export function layStage(frame: Frame, stage: Stage): void {
  const planes = [stage.red, stage.green, stage.blue];
  for (let c = 0; c < 3; c++) {
    const target = frame.planes[c]!.data;
    const source = planes[c]!.data;
    for (let i = 0; i < target.length; i++) target[i] = target[i]! * (1 - stage.cover.data[i]!) + source[i]!;
  }
}

/** The garment upside down in the wet street: torn by ripples, softer and weaker the further down. */
export function reflect(frame: Frame, stage: Stage): void {
  const { scale, width, height } = frame;
  const planes = [stage.red, stage.green, stage.blue].map((plane) => {
    const half = halve(halve(plane));
    return { near: blur(half, 1.2 * scale), far: blur(half, 5 * scale) };
  });
  const cover = blur(halve(halve(stage.cover)), 3 * scale);
  for (let y = Math.round((horizon + 30) * scale); y < height; y++) {
    const unitY = y / scale;
    const down = (unitY - waterline) / (sheet.height - waterline);
    const sourceY = (2 * waterline - unitY) * scale;
    if (sourceY > (waterline - 2) * scale) continue;
    const fade = 0.8 * Math.max(0, 1 - Math.max(0, down)) ** 1.1;
    for (let x = 0; x < width; x++) {
      const ripple = (noise(x / scale / 160, unitY / 7, 11) - 0.5) * (14 + 46 * Math.max(0, down)) * scale;
      const sx = (x + ripple) / 4;
      const sy = sourceY / 4;
      const pool = 0.35 + 0.65 * noise(x / scale / 260, unitY / 60, 21);
      const strength = fade * pool;
      const covered = sample(cover, sx, sy) * strength;
      const i = y * width + x;
      for (let c = 0; c < 3; c++) {
        const { near, far } = planes[c]!;
        const mix = Math.min(1, Math.max(0, down * 1.4));
        const value = sample(near, sx, sy) * (1 - mix) + sample(far, sx, sy) * mix;
        const plane = frame.planes[c]!.data;
        plane[i] = plane[i]! * (1 - covered * 0.6) + value * strength * 3.4;
      }
    }
  }
}
