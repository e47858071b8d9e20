import { noise } from "./random.ts";

export type Weave = "knit" | "jersey" | "rib" | "twill" | "nylon" | "chunky";

/** What a part is made of. `sheen` is the fuzz that catches grazing light, `gloss` the wet shine of coated cloth. */
export type Cloth = {
  colour: string;
  weave: Weave;
  sheen: number;
  gloss: number;
};

/** The bolts on the shelf. Colours are what the cloth is in daylight. */
export const cloths = {
  graphite: { colour: "#514b72", weave: "knit", sheen: 0.8, gloss: 0.04 },
  graphiteRib: { colour: "#3d3859", weave: "jersey", sheen: 0.7, gloss: 0.02 },
  ink: { colour: "#37334d", weave: "knit", sheen: 0.9, gloss: 0.06 },
  inkRib: { colour: "#2c293f", weave: "jersey", sheen: 0.8, gloss: 0.03 },
  merino: { colour: "#4a4468", weave: "rib", sheen: 1, gloss: 0.05 },
  uv: { colour: "#5746a8", weave: "jersey", sheen: 0.8, gloss: 0.03 },
  nylon: { colour: "#302e42", weave: "nylon", sheen: 0.45, gloss: 1 },
  lining: { colour: "#d11aa6", weave: "nylon", sheen: 0.3, gloss: 0.6 },
  olive: { colour: "#5f6842", weave: "twill", sheen: 0.55, gloss: 0.05 },
  oliveDark: { colour: "#484f36", weave: "twill", sheen: 0.5, gloss: 0.05 },
  webbing: { colour: "#2b2c34", weave: "twill", sheen: 0.4, gloss: 0.25 },
  canvas: { colour: "#4c466c", weave: "twill", sheen: 0.6, gloss: 0.08 },
  wool: { colour: "#5e5980", weave: "chunky", sheen: 0.9, gloss: 0 },
  bone: { colour: "#a09cb4", weave: "jersey", sheen: 0.5, gloss: 0 },
} as const satisfies Record<string, Cloth>;

const wave = (t: number) => Math.cos(t * 2 * Math.PI);
const tooth = (t: number) => Math.abs(t - Math.floor(t) - 0.5);

/** Height of the thread itself at a point of the sheet, in units. */
export function threadHeight(weave: Weave, x: number, y: number): number {
  switch (weave) {
    case "knit":
      return 0.42 * wave(y / 8 + tooth(x / 7) * 1.1) + 0.2 * wave(x / 7);
    case "jersey":
      return 0.2 * wave(y / 6 + tooth(x / 5)) + 0.12 * wave(x / 5);
    case "rib":
      return 0.85 * wave(x / 12) + 0.2 * wave(y / 7 + tooth(x / 12));
    case "twill":
      return 0.3 * wave((x + y * 0.7) / 7) + 0.16 * wave((y - x) / 4.5);
    case "nylon":
      return 0.07 * wave(x / 4) * wave(y / 4);
    case "chunky":
      return 1.15 * wave(y / 17 + tooth(x / 15) * 1.2) + 0.8 * wave(x / 15);
  }
}

/** The slow unevenness of cloth that has been worn: long creases, no direction of its own. */
export function crumple(x: number, y: number, seed: number): number {
  const bend = noise(x / 260, y / 260, seed + 7) * 1.2;
  const long = noise(x / 170 + bend, y / 110 - bend, seed);
  const short = noise(x / 74 - bend, y / 58 + bend, seed + 3);
  return soft(2 * long - 1) * 0.8 + soft(2 * short - 1) * 0.2;
}

/** A crest at 0 that is rounded, not sharp. */
function soft(t: number): number {
  return 1 - Math.sqrt(t * t + 0.05);
}
