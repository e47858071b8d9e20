import { cloths } from "./cloth.ts";
import { chipTag } from "./marks.ts";
import type { Part } from "./part.ts";

/** The chip tag as it is sewn on: a rubber patch with the board of four. Corner at x, y; `turn` in degrees. */
export function tagPatch(x: number, y: number, { size = 72, turn = 0 } = {}): Part {
  const middle = { x: x + size / 2, y: y + size / 2 };
  const angle = (turn * Math.PI) / 180;
  const at = (px: number, py: number) => {
    const [dx, dy] = [px * size, py * size];
    const tx = middle.x + dx * Math.cos(angle) - dy * Math.sin(angle);
    const ty = middle.y + dx * Math.sin(angle) + dy * Math.cos(angle);
    return `${tx.toFixed(1)} ${ty.toFixed(1)}`;
  };
  const [h, k] = [0.5, 0.42];
  const outline = `M${at(-k, -h)}L${at(k, -h)}L${at(h, -k)}L${at(h, k)}L${at(k, h)}L${at(-k, h)}L${at(-h, k)}L${at(-h, -k)}Z`;
  return {
    outline,
    cloth: { ...cloths.nylon, colour: "#14121f", gloss: 0.35 },
    round: size * 0.12,
    worn: 0,
    shadow: 0.75,
    print: chipTag(x, y, { size, turn }),
    glow: `<g opacity=".12">${chipTag(x, y, { size, turn })}</g>`,
    printGlow: 0.62,
  };
}
