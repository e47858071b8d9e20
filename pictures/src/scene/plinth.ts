import { cloths } from "../kit/cloth.ts";
import { wordmark } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";

const stone = { ...cloths.nylon, colour: "#221f33", sheen: 0.35, gloss: 0.25 };

/** The block a small thing stands on in the shop window. `top` is the height of its back edge in units. */
export function plinth(top: number): Part[] {
  const front = top + 96;
  const face = `M356 ${front}L1244 ${front}L1244 1752L356 1752Z`;
  const board = Array.from({ length: 12 }, (_, i) => {
    const back = (k: number) => 430 + (k * 740) / 12;
    const near = (k: number) => 356 + (k * 888) / 12;
    const middle = (k: number) => (back(k) + near(k)) / 2;
    const row = i % 2 === 0;
    const y = top + 44;
    return row
      ? `<polygon points="${back(i)},${top} ${back(i + 1)},${top} ${middle(i + 1)},${y} ${middle(i)},${y}"/>`
      : `<polygon points="${middle(i)},${y} ${middle(i + 1)},${y} ${near(i + 1)},${front} ${near(i)},${front}"/>`;
  }).join("");
  return [
    {
      outline: face,
      cloth: stone,
      round: 30,
      bulge: 0.5,
      worn: 0,
      shadow: 0,
      shade: `<linearGradient id="down" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity=".25"/><stop offset="1" stop-color="#000" stop-opacity=".85"/></linearGradient><path d="${face}" fill="url(#down)"/>`,
      relief: wordmark(512, 1440, 1.24, "#fff", 18),
      reliefHeight: 9,
      print: wordmark(512, 1440, 1.24, "#443d70", 18),
      printGlow: 0.05,
    },
    {
      outline: `M430 ${top}L1170 ${top}L1244 ${front}L356 ${front}Z`,
      cloth: stone,
      round: 10,
      bulge: 0.35,
      worn: 0,
      shadow: 0.4,
      print: `<g fill="#6a5cc4" opacity=".75">${board}</g>`,
      printGlow: 0.12,
      glow: `<path d="M356 ${front}L1244 ${front}" stroke="${ink.uv}" stroke-width="5" opacity=".8"/>`,
    },
  ];
}
