import { ink } from "./palette.ts";
import type { Path } from "./paths.ts";

/** A lit cord sewn into a seam: where it lies (relief) and what it gives off (glow). */
export function piping(paths: readonly Path[], { colour = ink.acid as string, width = 9 } = {}) {
  const stroke = (path: Path, tint: string, size: number, more = "") =>
    `<path d="${path}" fill="none" stroke="${tint}" stroke-width="${size}" stroke-linecap="round" ${more}/>`;
  return {
    relief: paths
      .map((path) => stroke(path, "#000", width * 2.6) + stroke(path, "#fff", width * 1.2))
      .join(""),
    glow:
      `<g opacity=".28" filter="url(#blur5)">${paths.map((path) => stroke(path, colour, width * 2.2)).join("")}</g>` +
      paths
        .map((path) => stroke(path, colour, width) + stroke(path, "#fff", width * 0.3, 'opacity=".65"'))
        .join(""),
  };
}
