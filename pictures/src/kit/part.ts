import type { Cloth } from "./cloth.ts";
import type { Path } from "./paths.ts";

/** A pull in the cloth. `height` is in units: more than 0 stands out, less than 0 sinks in. */
export type Fold = { shape: Path; height: number };

/**
 * One piece of a garment as it would be cut: an outline that is blown up to a soft relief and lit.
 * SVG fragments are drawn in units of the sheet and clipped to the outline.
 */
export type Part = {
  outline: Path;
  cloth: Cloth;
  /** How far in from the edge the roundness reaches, in units. */
  round: number;
  /** How far the part bulges, as a share of a true half circle. Default 0.8. */
  bulge?: number;
  folds?: readonly Fold[];
  /** Fine relief: white stands out, black sinks in. Seams, ribs, piping beds. */
  relief?: string;
  /** Height of the fine relief in units. Default 5. */
  reliefHeight?: number;
  /** Ink on the cloth; lit with it and creased by it. */
  print?: string;
  /** How much of the ink shines by itself, 0 to 1. Default 0.45. */
  printGlow?: number;
  /** Lamps on the part: tubes, LEDs. Lights the cloth round it. */
  glow?: string;
  /** Shade painted on the cloth (alpha of black = shadow, alpha of white = light). */
  shade?: string;
  /** How much of the room's cyan and magenta reaches the part. Default 1 and 1. */
  reach?: { left?: number; right?: number };
  /** Turns the whole part towards a side, -1 to 1. */
  turn?: number;
  /** Depth of the worn-in unevenness, in units. Default 7. */
  worn?: number;
  /** How dark its shadow falls on the parts below, 0 to 1. Default 0.6. */
  shadow?: number;
  /** Share of the light from above, for parts inside others. Default 1. */
  key?: number;
};
