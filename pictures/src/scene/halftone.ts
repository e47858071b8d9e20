import { blur, type Field } from "../kit/field.ts";
import { ink, type Light, light } from "../kit/palette.ts";
import type { Stage } from "../kit/stage.ts";
import type { Frame } from "./frame.ts";

type Dots = {
  /** Distance of the dots, in units. */
  pitch: number;
  colour: Light;
  /** How big the dot at a pixel is: 0 none, 1 touching its neighbours. */
  size: (x: number, y: number) => number;
  /** How much of the dot is seen at a pixel. */
  through: (index: number) => number;
};

const diagonal = Math.SQRT1_2;

function printDots(frame: Frame, { pitch, colour, size, through }: Dots): void {
  const step = pitch * frame.scale;
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const u = (x + y) * diagonal;
      const v = (x - y) * diagonal;
      const cu = (Math.floor(u / step) + 0.5) * step;
      const cv = (Math.floor(v / step) + 0.5) * step;
      const radius = size((cu + cv) * diagonal, (cu - cv) * diagonal) * step * 0.6;
      if (radius <= 0.2) continue;
      const inside = Math.min(1, Math.max(0, radius - Math.hypot(u - cu, v - cv) + 0.5));
      if (inside === 0) continue;
      const i = y * frame.width + x;
      const strength = inside * through(i);
      for (let c = 0; c < 3; c++) frame.planes[c]!.data[i]! += colour[c]! * strength;
    }
  }
}

function at(plane: Field, x: number, y: number): number {
  const px = Math.min(plane.width - 1, Math.max(0, Math.round(x)));
  const py = Math.min(plane.height - 1, Math.max(0, Math.round(y)));
  return plane.data[py * plane.width + px]!;
}

/** The wall behind: violet dots that thin out away from the sign. */
export function dotWall(frame: Frame, stage: Stage, middle = 800): void {
  const { scale } = frame;
  printDots(frame, {
    pitch: 15,
    colour: light(ink.uv, 0.55),
    size: (px, py) => {
      const [x, y] = [px / scale - middle, py / scale - 780];
      const far = Math.hypot(x, y * 0.9);
      if (far < 360 || y > 800) return 0;
      const ease = Math.min(1, (far - 360) / 200);
      const turn = 0.5 + 0.5 * Math.cos(Math.atan2(y, x) * 2 + 0.9);
      return Math.max(0, 0.62 - (far - 430) / 640) * ease * (0.3 + 0.7 * turn) * 0.85;
    },
    through: (i) => (1 - stage.cover.data[i]!) * 0.8,
  });
}

/** The cloth: where a side lamp grazes it, its light breaks up into dots. */
export function dotCloth(frame: Frame, stage: Stage): void {
  const { scale } = frame;
  const lamps = [
    [stage.cyan, light("#3ce6ff", 0.85)],
    [stage.magenta, light("#ff48dc", 0.95)],
  ] as const;
  for (const [lamp, colour] of lamps) {
    const soft = blur(lamp, 9 * scale);
    printDots(frame, {
      pitch: 11,
      colour,
      size: (x, y) => Math.min(0.82, Math.max(0, at(soft, x, y) * 2.3 - 0.16)),
      through: (i) => stage.cover.data[i]! * Math.min(1, lamp.data[i]! * 4) * 0.75,
    });
  }
}
