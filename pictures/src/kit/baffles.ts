import type { Cloth } from "./cloth.ts";
import { ridges, valleys } from "./fold.ts";
import type { Part } from "./part.ts";
import { onCubic, type Path, type Stroke } from "./paths.ts";
import { seeded } from "./random.ts";

type Channel = {
  /** The two long edges, as cubics from top to bottom. */
  left: readonly number[];
  right: readonly number[];
  count: number;
  /** How far each baffle swells past the edges, in units. */
  swell?: number;
  /** How far the stitch lines hang in the middle, in units. */
  sag?: number;
};

/** Outlines of down-filled channels between two edges, from the top down; each overlaps the one below. */
export function baffles({ left, right, count, swell = 14, sag = 10 }: Channel): Path[] {
  const f = (n: number) => n.toFixed(1);
  return Array.from({ length: count }, (_, i) => {
    const [top, bottom] = [i / count, (i + 1) / count];
    const [lx1, ly1] = onCubic(left, top);
    const [lx2, ly2] = onCubic(left, bottom);
    const [rx1, ry1] = onCubic(right, top);
    const [rx2, ry2] = onCubic(right, bottom);
    const [lmx, lmy] = onCubic(left, (top + bottom) / 2);
    const [rmx, rmy] = onCubic(right, (top + bottom) / 2);
    const third = (rx1 - lx1) / 3;
    const low = (rx2 - lx2) / 3;
    return (
      `M${f(lx1)} ${f(ly1 - 5)}C${f(lx1 + third)} ${f(ly1 - 5 + sag)} ${f(rx1 - third)} ${f(ry1 - 5 + sag)} ${f(rx1)} ${f(ry1 - 5)}` +
      `C${f(rmx + swell * 1.3)} ${f(rmy - (ry2 - ry1) * 0.35)} ${f(rmx + swell * 1.3)} ${f(rmy + (ry2 - ry1) * 0.35)} ${f(rx2)} ${f(ry2 + 5)}` +
      `C${f(rx2 - low)} ${f(ry2 + 5 + sag)} ${f(lx2 + low)} ${f(ly2 + 5 + sag)} ${f(lx2)} ${f(ly2 + 5)}` +
      `C${f(lmx - swell * 1.3)} ${f(lmy + (ly2 - ly1) * 0.35)} ${f(lmx - swell * 1.3)} ${f(lmy - (ly2 - ly1) * 0.35)} ${f(lx1)} ${f(ly1 - 5)}Z`
    );
  });
}

/** Baffles as parts, the lowest first, each puckered where its stitch line pulls. */
export function quilted(channel: Channel, cloth: Cloth, seed: string, more: Partial<Part> = {}): Part[] {
  const random = seeded(seed);
  return baffles(channel)
    .map((outline, i): Part => {
      const [lx1, ly1] = onCubic(channel.left, i / channel.count);
      const [rx1, ry1] = onCubic(channel.right, i / channel.count);
      const [lx2, ly2] = onCubic(channel.left, (i + 1) / channel.count);
      const [rx2, ry2] = onCubic(channel.right, (i + 1) / channel.count);
      const tall = (ly2 - ly1 + ry2 - ry1) / 2;
      const sag = channel.sag ?? 10;
      const puckers: Stroke[] = [];
      const wide = Math.abs(rx1 - lx1);
      const count = Math.max(3, Math.round(wide / 42));
      for (let k = 0; k < count; k++) {
        const t = (k + 0.2 + random() * 0.6) / count;
        const bow = 4 * t * (1 - t) * sag * 0.75;
        const lean = (random() - 0.5) * 50;
        const reach = tall * (0.3 + random() * 0.35);
        if (random() < 0.6) {
          const [x, y] = [lx1 + (rx1 - lx1) * t, ly1 + (ry1 - ly1) * t + bow];
          puckers.push([x, y - 4, x + lean * 0.3, y + reach * 0.5, x + lean, y + reach, 15]);
        } else {
          const [x, y] = [lx2 + (rx2 - lx2) * t, ly2 + (ry2 - ly2) * t + bow];
          puckers.push([x, y + 6, x + lean * 0.3, y - reach * 0.5, x + lean, y - reach, 15]);
        }
      }
      return {
        outline,
        cloth,
        round: Math.max(30, tall * 0.56),
        bulge: 0.85,
        worn: 9,
        shadow: 0.7,
        folds: [
          ...valleys(22, puckers),
          ...ridges(
            8,
            puckers.map(([x1, y1, cx, cy, x2, y2]) => [x1 + 16, y1, cx + 16, cy, x2 + 16, y2, 7] as const),
          ),
        ],
        ...more,
      };
    })
    .reverse();
}
