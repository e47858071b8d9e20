import type { Part } from "./kit/part.ts";
import type { Tear } from "./scene/develop.ts";
import type { Sign } from "./scene/signs.ts";

/** One view of a garment, ready to be drawn. Parts are laid from the back to the front. */
export type View = {
  parts: readonly Part[];
  /** Cut, colour, print and the place of the tag, for people who cannot see the picture. */
  alt: string;
  tears: readonly Tear[];
  /** Half the width of the shade on the street, in units. */
  footprint: number;
};

export type Views = "front";

export type Garment = {
  slug: string;
  sign: Sign;
  views: Record<Views, View>;
};
