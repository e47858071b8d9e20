import { blur, type Field, halve, sample } from "../kit/field.ts";
import { byteOf } from "../kit/palette.ts";
import { seeded } from "../kit/random.ts";
import type { Frame } from "./frame.ts";

/** A torn strip of the picture, in units: moved by `shift`, its colours parted by `split`. */
export type Tear = readonly [
  y: number,
  height: number,
  shift: number,
  split: number,
  x0?: number,
  x1?: number,
];

/** Light that is brighter than the lens can hold runs over its neighbours. */
export function bloom(frame: Frame): void {
  for (const plane of frame.planes) {
    const bright: Field = { ...plane, data: plane.data.map((v) => Math.max(0, v - 0.42)) };
    const half = halve(bright);
    const near = blur(half, 3.4 * frame.scale);
    const far = blur(halve(half), 11 * frame.scale);
    for (let y = 0, i = 0; y < frame.height; y++) {
      for (let x = 0; x < frame.width; x++, i++) {
        plane.data[i]! += 0.34 * sample(near, x / 2, y / 2) + 0.42 * sample(far, x / 4, y / 4);
      }
    }
  }
}

/** Tears the picture where the signal broke. */
export function tear(frame: Frame, tears: readonly Tear[]): void {
  const { width, height, scale } = frame;
  const before = frame.planes.map((plane) => plane.data.slice());
  for (const [y0, rows, shift, split, x0 = 0, x1 = Infinity] of tears) {
    const [left, right] = [Math.round(x0 * scale), Math.min(width, Math.round(x1 * scale))];
    const bottom = Math.min(height, Math.round((y0 + rows) * scale));
    for (let y = Math.round(y0 * scale); y < bottom; y++) {
      for (let x = left; x < right; x++) {
        for (let c = 0; c < 3; c++) {
          const from = Math.round(x - (shift + (1 - c) * split) * scale);
          const clamped = Math.min(width - 1, Math.max(0, from));
          frame.planes[c]!.data[y * width + x] = before[c]![y * width + clamped]! * 1.2;
        }
      }
    }
  }
}

/**
 * Turns light into bytes. What is too bright keeps its hue (all three channels are held back together, then a little
 * white is let in), so acid stays acid and does not clip to yellow. Scan lines, vignette and grain come last.
 */
export function develop(frame: Frame, seed: string, exposure = 1): Uint8Array {
  const random = seeded(seed);
  const { width, height, scale } = frame;
  const [red, green, blue] = frame.planes.map((plane) => plane.data) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const out = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    const line = Math.floor(y / scale) % 4 < 2 ? 1 : 0.94;
    for (let x = 0; x < width; x++, i++) {
      const vx = (x - width / 2) / (width * 0.675);
      const vy = (y / scale - 930) / 1380;
      const tone = exposure * line * Math.max(0.35, 1 - 0.62 * (vx * vx + vy * vy));
      const r = red[i]! * tone;
      const g = green[i]! * tone;
      const b = blue[i]! * tone;
      const most = Math.max(r, g, b);
      const hold = most > 0.7 ? (0.7 + 0.3 * (1 - Math.exp(-(most - 0.7) / 0.45))) / most : 1;
      const white = Math.min(0.75, Math.max(0, (most - 1.5) / 6));
      const top = most * hold;
      const grain = (random() - 0.5) * 5;
      const put = (value: number, at: number) => {
        const held = value * hold;
        const byte = byteOf(held + (top - held) * white);
        out[at] = Math.max(0, Math.min(255, byte + grain * (0.4 + byte / 255)));
      };
      put(r, i * 3);
      put(g, i * 3 + 1);
      put(b, i * 3 + 2);
    }
  }
  return out;
}
