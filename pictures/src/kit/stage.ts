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

/** Lays a stage over another of the same scale, its corner at pixel x, y. */
export function placeStage(target: Stage, source: Stage, x: number, y: number): void {
  const planes = (stage: Stage) => [
    stage.red,
    stage.green,
    stage.blue,
    stage.cyan,
    stage.magenta,
    ...stage.lamp,
    stage.cover,
  ];
  const [to, from] = [planes(target), planes(source)];
  for (let row = Math.max(0, -y); row < source.height && row + y < target.height; row++) {
    for (let column = Math.max(0, -x); column < source.width && column + x < target.width; column++) {
      const i = row * source.width + column;
      const at = (row + y) * target.width + column + x;
      const under = 1 - source.cover.data[i]!;
      for (const [k, plane] of to.entries()) plane.data[at] = plane.data[at]! * under + from[k]!.data[i]!;
    }
  }
}
