import { light } from "./palette.ts";
import { sheet } from "./paths.ts";
import { noise } from "./random.ts";

type Direction = readonly [number, number, number];

const key: Direction = [0.1, -0.6, 0.79];
const leftLamp: Direction = [-0.972, -0.23, -0.04];
const rightLamp: Direction = [0.972, -0.23, -0.04];
const keyShine: Direction = [0.05, -0.34, 0.94];
const leftShine: Direction = [-0.6, -0.2, 0.775];
const rightShine: Direction = [0.6, -0.2, 0.775];
const keyColour = light("#dcd8ff", 1.4);
const ambient = light("#4d46a8", 0.36);
// Greener than the ink: on violet cloth it comes out as the cyan of the palette.
const cyan = light("#18f2f0", 1);
const magenta = light("#ff35d4", 1.12);

/** One point of cloth, ready to be lit. */
export type Surface = {
  /** Where the point faces with its thread, for the light from above. */
  fine: [number, number, number];
  /** Where the cloth faces without thread and ribs, for the lamps at the sides. */
  body: [number, number, number];
  albedo: [number, number, number];
  sheen: number;
  gloss: number;
  /** How open the point is to the room: 1 on top of a fold, less in its valley. */
  open: number;
  /** 1 at the outline of the part, falling to 0 some units inside. */
  edge: number;
  /** Share of the light from above, and of the two lamps. */
  key: number;
  left: number;
  right: number;
};

export type Lit = { red: number; green: number; blue: number; cyan: number; magenta: number };

const out: Lit = { red: 0, green: 0, blue: 0, cyan: 0, magenta: 0 };

function facing(normal: readonly number[], lamp: Direction): number {
  return Math.max(0, normal[0]! * lamp[0] + normal[1]! * lamp[1] + normal[2]! * lamp[2]);
}

/** The cloth's own shape counts for most of a side lamp, its thread for the rest. */
function besides(surface: Surface, lamp: Direction): number {
  return (0.66 * facing(surface.body, lamp) + 0.34 * facing(surface.fine, lamp)) ** 1.35;
}

/** A lamp beside the garment weakens on its way across, and is broken by what stands in the street. */
function lampAt(x: number, y: number, side: "left" | "right"): number {
  const across = side === "left" ? x / sheet.width : 1 - x / sheet.width;
  const near = 1.18 - across * 1.05;
  const broken = 0.5 + 0.75 * noise(side === "left" ? 3.3 : 9.1, y / 230, 5);
  return Math.max(0.06, near) * broken;
}

/** The light that leaves a point of cloth, in linear light. The answer is reused: read it at once. */
export function lit(surface: Surface, x: number, y: number): Lit {
  const { fine, body, albedo, sheen, gloss, open, edge } = surface;
  const high = 1.1 - 0.45 * Math.max(0, (y - 300) / 1500);
  const above = (facing(fine, key) * 0.85 + 0.1) ** 1.5 * high * surface.key;
  const leftHere = lampAt(x, y, "left") * surface.left;
  const rightHere = lampAt(x, y, "right") * surface.right;
  const l = besides(surface, leftLamp) * leftHere * open;
  const r = besides(surface, rightLamp) * rightHere * open;
  const graze = (1 - Math.max(0, body[2])) ** 2;
  const fuzz = sheen * (0.06 + 2.2 * graze);
  // A hair of light along the outline keeps the cut readable when the picture is small.
  const lRim = edge * Math.min(1, facing(body, leftLamp) * 2.2) * leftHere * (0.35 + 0.5 * sheen);
  const rRim = edge * Math.min(1, facing(body, rightLamp) * 2.2) * rightHere * (0.35 + 0.5 * sheen);
  const shine = gloss * facing(fine, keyShine) ** 38 * 0.5 * surface.key * open;
  const lShine = gloss * 0.75 * facing(body, leftShine) ** 26 * leftHere * open;
  const rShine = gloss * 0.75 * facing(body, rightShine) ** 26 * rightHere * open;
  const fromLeft = l * fuzz + lShine * 0.55 + lRim;
  const fromRight = r * fuzz + rShine * 0.55 + rRim;
  const grey = (albedo[0] + albedo[1] + albedo[2]) / 3;
  const sum = (c: number): number => {
    const a = albedo[c]!;
    // Mostly grey: a lamp keeps its own colour on violet and olive alike.
    const side = (0.45 * a + 1.55 * grey) * 2.9;
    return (
      a * (keyColour[c]! * above * (0.35 + 0.65 * open) + ambient[c]! * open) +
      cyan[c]! * (l * side + fromLeft) +
      magenta[c]! * (r * side + fromRight) +
      keyColour[c]! * shine
    );
  };
  out.red = sum(0);
  out.green = sum(1);
  out.blue = sum(2);
  out.cyan = l * (0.35 + graze) + lShine * 0.25;
  out.magenta = r * (0.35 + graze) + rShine * 0.25;
  return out;
}
