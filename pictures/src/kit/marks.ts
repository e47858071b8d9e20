import { ink } from "./palette.ts";
import type { Path } from "./paths.ts";
import { seeded } from "./random.ts";
import { freshId } from "./svg.ts";

const letters = {
  F: "0,0 104,0 96,30 34,30 34,47 88,47 80,75 34,75 34,120 0,120",
  L: "0,0 34,0 34,90 104,90 96,120 0,120",
  U: "0,0 34,0 34,90 70,90 70,0 104,0 104,104 88,120 16,120 0,104",
  X: "0,0 38,0 54,33 70,0 106,0 73,59 106,120 68,120 52,86 36,120 0,120 32,60",
} as const;

/** FLUX as drawn letters, no font: 120 units high and about 466 wide at scale 1, leaning like a moving thing. */
export function wordmark(x: number, y: number, scale: number, fill: string, gap = 16): string {
  const word = (["F", "L", "U", "X"] as const)
    .map((letter, i) => `<polygon points="${letters[letter]}" transform="translate(${i * (104 + gap)} 0)"/>`)
    .join("");
  return `<g transform="translate(${x} ${y}) scale(${scale}) skewX(-9)" fill="${fill}">${word}</g>`;
}

/** A row of chess squares that loses members, and size, as it runs to the right. */
export function fadingChess(
  x: number,
  y: number,
  columns: number,
  rows: number,
  cell: number,
  fill: string,
  seed: string,
): string {
  const random = seeded(seed);
  let squares = "";
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if ((row + column) & 1) continue;
      const along = column / columns;
      if (random() < Math.max(0, along - 0.42) * 1.55) continue;
      const size = cell * (1 - 0.42 * along);
      const inset = (cell - size) / 2;
      squares += `<rect x="${(x + column * cell + inset).toFixed(1)}" y="${(y + row * cell + inset).toFixed(1)}" width="${size.toFixed(1)}" height="${size.toFixed(1)}"/>`;
    }
  }
  return `<g fill="${fill}">${squares}</g>`;
}

/** A drawing cut into bands: half of them stand still, the others slipped sideways and lost their colour register. */
export function glitched(
  drawing: (fill: string) => string,
  box: { x: number; y: number; width: number; height: number },
  {
    seed,
    bands = 8,
    slip = 22,
    colour = ink.acid as string,
  }: { seed: string; bands?: number; slip?: number; colour?: string },
): string {
  const random = seeded(seed);
  const heights = Array.from({ length: bands }, () => 0.4 + random());
  const total = heights.reduce((sum, height) => sum + height, 0);
  let y = box.y;
  let out = "";
  for (const share of heights) {
    const height = (share / total) * box.height;
    const clip = freshId("band");
    const shift = random() < 0.45 ? 0 : (random() - 0.5) * 2 * slip;
    const split = 4 + Math.abs(shift) * 0.35;
    const copy = (dx: number, fill: string) =>
      `<g transform="translate(${dx.toFixed(1)} 0)">${drawing(fill)}</g>`;
    out += `<clipPath id="${clip}"><rect x="${box.x - 160}" y="${y.toFixed(1)}" width="${box.width + 320}" height="${(height + 0.6).toFixed(1)}"/></clipPath><g clip-path="url(#${clip})">${copy(shift - split, ink.cyan)}${copy(shift + split, ink.magenta)}${copy(shift, colour)}</g>`;
    y += height;
  }
  return out;
}

/** The board of four on the chip tag, drawn to fill a square of `size` with its corner at x, y. */
export function chipTag(x: number, y: number, { size = 64, turn = 0 } = {}): string {
  const cell = size * 0.18;
  const edge = (size - cell * 4) / 2;
  let squares = "";
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      if ((row + column) & 1) continue;
      squares += `<rect x="${edge + column * cell}" y="${edge + row * cell}" width="${cell}" height="${cell}"/>`;
    }
  }
  return `<g transform="translate(${x} ${y}) rotate(${turn} ${size / 2} ${size / 2})" fill="${ink.acid}">${squares}</g>`;
}

/** Two arcs of the chip's field beside a tag of `size` whose corner is at x, y. */
export function chipField(x: number, y: number, size: number, side: "left" | "right"): string {
  const flip = side === "right" ? `translate(${size} 0) scale(-1 1)` : "";
  const arc = (reach: number, top: number, radius: number, opacity: number) =>
    `<path opacity="${opacity}" d="M${-size * reach} ${size * top}A${size * radius} ${size * radius} 0 0 0 ${-size * reach} ${size * (1 - top)}"/>`;
  return `<g transform="translate(${x} ${y}) ${flip}" fill="none" stroke="${ink.acid}" stroke-width="${size * 0.06}" stroke-linecap="round">${arc(0.24, 0.18, 0.6, 0.75)}${arc(0.46, 0.02, 0.9, 0.4)}</g>`;
}

/** A line of thread: `seam` presses the cloth in (relief), `thread` is its colour on top (print). */
export function seam(path: Path, width = 6): string {
  return `<path d="${path}" fill="none" stroke="#000" stroke-width="${width}"/>`;
}

export function thread(path: Path, colour = "#9a92d6", opacity = 0.6): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.6" stroke-dasharray="10 6" opacity="${opacity}"/>`;
}

/** Standing ribs between two edges (cubic curves, 8 numbers each), closer together at the sides like on a tube. */
export function ribs(
  left: readonly number[],
  right: readonly number[],
  count: number,
  { width = 7, round = 0.82 } = {},
): string {
  let lines = "";
  for (let i = 0; i <= count; i++) {
    const across = (i / count) * 2 - 1;
    const t = 0.5 + (0.5 * Math.sin(across * Math.PI * 0.5 * round)) / Math.sin(Math.PI * 0.5 * round);
    const p = left.map((value, k) => (value + (right[k]! - value) * t).toFixed(1));
    const squeeze = width * (0.45 + 0.55 * Math.cos((across * Math.PI * round) / 2));
    lines += `<path d="M${p[0]} ${p[1]}C${p[2]} ${p[3]} ${p[4]} ${p[5]} ${p[6]} ${p[7]}" stroke-width="${squeeze.toFixed(1)}"/>`;
  }
  return `<g fill="none" stroke="#000">${lines}</g>`;
}
