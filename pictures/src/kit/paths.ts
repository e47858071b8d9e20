import type { Random } from "./random.ts";

/** Every path here is absolute and made of M, L, Q, C and Z, so that it can be mirrored, moved and measured as text. */
export type Path = string;

/** The sheet all garments are drawn on, in units. */
export const sheet = { width: 1600, height: 2000 } as const;

const pair = /(-?\d+(?:\.\d+)?)[ ,]+(-?\d+(?:\.\d+)?)/g;
const round = (n: number) => Number(n.toFixed(1));

/** Moves every point of a path. */
export function mapPoints(path: Path, move: (x: number, y: number) => readonly [number, number]): Path {
  return path.replace(pair, (_, x: string, y: string) => {
    const [nx, ny] = move(Number(x), Number(y));
    return `${round(nx)} ${round(ny)}`;
  });
}

/** The same path on the other side of the garment. */
export function mirror(path: Path, axis = sheet.width / 2): Path {
  return mapPoints(path, (x, y) => [2 * axis - x, y]);
}

/** The same path, a little off: cloth is never symmetrical. */
export function jitter(path: Path, random: Random, amount: number): Path {
  return mapPoints(path, (x, y) => [x + (random() - 0.5) * amount, y + (random() - 0.5) * amount]);
}

/** Scales about a point, then moves. */
export function place(
  path: Path,
  at: { scale?: number; about?: readonly [number, number]; by?: readonly [number, number] },
): Path {
  const { scale = 1, about = [0, 0], by = [0, 0] } = at;
  return mapPoints(path, (x, y) => [
    about[0] + (x - about[0]) * scale + by[0],
    about[1] + (y - about[1]) * scale + by[1],
  ]);
}

export type Box = { x: number; y: number; width: number; height: number };

/** The box round all points of a path (curves stay inside their control points). */
export function boxOf(path: Path, margin = 0): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [, x, y] of path.matchAll(pair)) {
    left = Math.min(left, Number(x));
    right = Math.max(right, Number(x));
    top = Math.min(top, Number(y));
    bottom = Math.max(bottom, Number(y));
  }
  return {
    x: left - margin,
    y: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
  };
}

export type Stroke = readonly [
  x1: number,
  y1: number,
  cx: number,
  cy: number,
  x2: number,
  y2: number,
  width: number,
];

/** A fold: thick where the cloth is pulled (x1, y1), thin where the pull ends (x2, y2). */
export function comet([x1, y1, cx, cy, x2, y2, width]: Stroke): Path {
  const length = Math.hypot(cx - x1, cy - y1) || 1;
  const ox = (-(cy - y1) / length) * width;
  const oy = ((cx - x1) / length) * width;
  const p = (x: number, y: number) => `${round(x)} ${round(y)}`;
  return `M${p(x1 - ox * 0.5, y1 - oy * 0.5)}Q${p(cx - ox * 0.4, cy - oy * 0.4)} ${p(x2, y2)}Q${p(cx + ox * 0.4, cy + oy * 0.4)} ${p(x1 + ox * 0.5, y1 + oy * 0.5)}Z`;
}

/** A fold that is thick in the middle and dies at both ends. */
export function lens([x1, y1, cx, cy, x2, y2, width]: Stroke): Path {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const ox = (-(y2 - y1) / length) * width;
  const oy = ((x2 - x1) / length) * width;
  const p = (x: number, y: number) => `${round(x)} ${round(y)}`;
  return `M${p(x1, y1)}Q${p(cx + ox, cy + oy)} ${p(x2, y2)}Q${p(cx - ox, cy - oy)} ${p(x1, y1)}Z`;
}

/** Point on the cubic a-b-c-d at t. */
export function onCubic(points: readonly number[], t: number): [number, number] {
  const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0, dx = 0, dy = 0] = points;
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy];
}
