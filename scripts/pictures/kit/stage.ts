import { type Field, field } from "./field.ts";

/** What has been lit so far, in linear light, on a transparent ground. Colours are premultiplied. */
export type Stage = {
  width: number;
  height: number;
  /** Pixels per unit. */
  scale: number;
  red: Field;
  green: Field;
  blue: Field;
  cover: Field;
  /** How much of the two side lights each pixel catches; the halftone is cut from these. */
  cyan: Field;
  magenta: Field;
  /** Light the garment itself gives off. */
  lamp: readonly [Field, Field, Field];
};

export function emptyStage(width: number, height: number, scale: number): Stage {
  const plane = () => field(width, height);
  return {
    width,
    height,
    scale,
    red: plane(),
    green: plane(),
    blue: plane(),
    cover: plane(),
    cyan: plane(),
    magenta: plane(),
    lamp: [plane(), plane(), plane()],
  };
}
