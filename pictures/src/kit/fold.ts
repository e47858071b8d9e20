import type { Fold } from "./part.ts";
import { comet, jitter, lens, mirror, type Path, type Stroke } from "./paths.ts";
import { seeded } from "./random.ts";

/** Pulls that sink into the cloth, from their tension point (first) to where they die. Depth in units. */
export function valleys(depth: number, strokes: readonly Stroke[]): Fold[] {
  return strokes.map((stroke) => ({ shape: comet(stroke), height: -depth }));
}

/** Cloth that stands up between two pulls. */
export function ridges(height: number, strokes: readonly Stroke[]): Fold[] {
  return strokes.map((stroke) => ({ shape: lens(stroke), height }));
}

/** The folds of the left half on both halves; the right ones a little off. */
export function bothSides(folds: readonly Fold[], seed: string, amount = 26): Fold[] {
  return [...folds, ...mirrored(folds, seed, amount)];
}

/** The folds of the left piece for the right piece, a little off. */
export function mirrored(folds: readonly Fold[], seed: string, amount = 22): Fold[] {
  const random = seeded(seed);
  return folds.map(({ shape, height }) => ({ shape: jitter(mirror(shape), random, amount), height }));
}

/**
 * A whole outline from its left half: an open path of M and C that starts at the top of the middle line and ends at
 * its bottom.
 */
export function whole(half: Path, axis = 800): Path {
  const numbers = (half.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const points: [number, number][] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) points.push([numbers[i]!, numbers[i + 1]!]);
  const back = points.reverse().map(([x, y]) => [2 * axis - x, y] as const);
  let path = half;
  for (let i = 1; i + 2 < back.length; i += 3) {
    path += `C${back
      .slice(i, i + 3)
      .map(([x, y]) => `${x} ${y}`)
      .join(" ")}`;
  }
  return `${path}Z`;
}
