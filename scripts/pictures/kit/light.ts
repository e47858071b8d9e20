import { ink, type Light, light } from "./palette.ts";
import { sheet } from "./paths.ts";
import { noise } from "./random.ts";

const key = [0.1, -0.6, 0.79] as const;
const leftLamp = [-0.972, -0.23, -0.04] as const;
const rightLamp = [0.972, -0.23, -0.04] as const;
const keyColour = light("#dcd8ff", 1.4);
const ambient = light("#4d46a8", 0.36);
const cyan = light(ink.cyan, 1);
const magenta = light("#ff35d4", 1.12);

type Surface = {
  normal: readonly [number, number, number];
  albedo: Light;
  sheen: number;
  gloss: number;
  /** How open the point is to the room: 1 on top of a fold, less in its valley. */
  open: number;
  key: number;
  left: number;
  right: number;
};

export type Lit = { red: number; green: number; blue: number; cyan: number; magenta: number };

const out: Lit = { red: 0, green: 0, blue: 0, cyan: 0, magenta: 0 };

function facing(n: readonly [number, number, number], lamp: readonly [number, number, number]): number {
  return n[0] * lamp[0] + n[1] * lamp[1] + n[2] * lamp[2];
}

/** A lamp beside the garment weakens on its way across, and is broken by what stands in the street. */
function lampAt(x: number, y: number, side: "left" | "right"): number {
  const across = side === "left" ? x / sheet.width : 1 - x / sheet.width;
  const near = 1.18 - across * 1.05;
  const broken = 0.5 + 0.75 * noise(side === "left" ? 3.3 : 9.1, y / 230, 5);
  return Math.max(0.06, near) * broken;
}

/** Light that leaves a point of cloth towards the viewer, in linear light. The answer is reused: read it at once. */
export function lit(surface: Surface, x: number, y: number): Lit {
  const { normal, albedo, sheen, gloss, open } = surface;
  const high = 1.1 - 0.45 * Math.max(0, (y - 300) / 1500);
  const fromAbove = Math.max(0, facing(normal, key) * 0.85 + 0.15) ** 1.5 * high * surface.key;
  const edge = 1 - Math.max(0, normal[2]);
  const graze = edge * edge;
  const l = Math.max(0, facing(normal, leftLamp)) ** 1.35 * lampAt(x, y, "left") * surface.left * open;
  const r = Math.max(0, facing(normal, rightLamp)) ** 1.35 * lampAt(x, y, "right") * surface.right * open;
  const rim = sheen * (0.05 + 1.9 * graze);
  const shine = gloss * Math.max(0, facing(normal, [0.05, -0.34, 0.94])) ** 38 * 0.5 * surface.key;
  const sideShine = gloss * 0.9;
  const lShine = sideShine * Math.max(0, facing(normal, [-0.6, -0.2, 0.775])) ** 26 * surface.left * open;
  const rShine = sideShine * Math.max(0, facing(normal, [0.6, -0.2, 0.775])) ** 26 * surface.right * open;
  const cyanHere = l * rim + lShine * 0.55;
  const magentaHere = r * rim + rShine * 0.55;
  const grey = (albedo[0] + albedo[1] + albedo[2]) / 3;
  for (let c = 0; c < 3; c++) {
    const a = albedo[c]!;
    const side = (a + grey) * 2.1;
    const room = a * (keyColour[c]! * fromAbove * (0.35 + 0.65 * open) + ambient[c]! * open);
    const value =
      room +
      cyan[c]! * (l * side + cyanHere) +
      magenta[c]! * (r * side + magentaHere) +
      keyColour[c]! * shine * open;
    if (c === 0) out.red = value;
    else if (c === 1) out.green = value;
    else out.blue = value;
  }
  out.cyan = l * (0.35 + graze) + lShine * 0.4;
  out.magenta = r * (0.35 + graze) + rShine * 0.4;
  return out;
}
