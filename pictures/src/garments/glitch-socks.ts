import type { Garment } from "../garment.ts";
import { cloths } from "../kit/cloth.ts";
import { ridges, valleys } from "../kit/fold.ts";
import { fadingChess, glitched, ribs, wordmark } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Fold, Part } from "../kit/part.ts";
import { type Path, place } from "../kit/paths.ts";
import { tagPatch } from "../kit/tag.ts";

const sock =
  "M566 330C572 500 566 640 576 780C584 900 590 990 566 1070C530 1150 440 1210 350 1270C270 1322 220 1370 214 1440C208 1510 262 1556 344 1562C460 1572 590 1540 690 1480C790 1420 872 1370 904 1280C930 1200 900 1110 884 1010C868 900 876 700 888 330Z";
const cuff =
  "M556 262C640 240 820 240 900 262C906 310 904 380 896 436C820 452 640 452 560 436C552 380 550 310 556 262Z";
const mouth = "M566 264C640 236 820 236 890 264C820 292 640 292 566 264Z";
const heel =
  "M906 1130C916 1190 926 1240 904 1300C880 1366 824 1400 764 1438C730 1370 726 1300 760 1240C790 1184 840 1142 906 1130Z";
const toe =
  "M350 1270C270 1322 220 1370 214 1440C208 1510 262 1556 344 1562C380 1564 400 1562 430 1558C452 1470 430 1340 350 1270Z";

const folds = [
  ...valleys(26, [
    [578, 1030, 650, 1010, 760, 1040, 34],
    [570, 1076, 660, 1080, 760, 1120, 30],
    [540, 1120, 630, 1150, 720, 1190, 28],
    [884, 960, 800, 930, 700, 950, 26],
    [470, 1190, 520, 1260, 560, 1340, 24],
    [690, 1470, 640, 1400, 560, 1380, 24],
    [574, 760, 660, 740, 740, 760, 20],
    [880, 660, 800, 640, 720, 660, 18],
  ]),
  ...ridges(24, [
    [576, 1052, 660, 1040, 770, 1076, 15],
    [560, 1096, 650, 1116, 750, 1150, 15],
    [500, 1240, 420, 1300, 340, 1400, 24],
  ]),
];

type Foot = { by: readonly [number, number]; band: string; seed: string; tag: boolean };

/** One sock of the pair: the same knit, moved, with its own slip of the bands. */
function one({ by, band, seed, tag }: Foot): Part[] {
  const at = (path: Path) => place(path, { by });
  const [dx, dy] = by;
  const moved: Fold[] = folds.map(({ shape, height }) => ({ shape: at(shape), height }));
  const bands = (fill: string) =>
    `<g fill="${fill}"><rect x="${520 + dx}" y="${500 + dy}" width="420" height="34"/><rect x="${520 + dx}" y="${546 + dy}" width="420" height="12"/></g>` +
    fadingChess(560 + dx, 590 + dy, 9, 3, 38, fill, `sock ${seed}`);
  const x = (n: number) => n + dx;
  const y = (n: number) => n + dy;
  return [
    {
      outline: at(mouth),
      cloth: { ...cloths.graphiteRib, colour: "#1c1930" },
      round: 16,
      worn: 0,
      key: 0.3,
      reach: { left: 0.1, right: 0.1 },
      shadow: 0.5,
    },
    {
      outline: at(sock),
      cloth: cloths.graphite,
      round: 150,
      bulge: 0.8,
      folds: moved,
      shadow: 0.7,
      print:
        glitched(
          bands,
          { x: 540 + dx, y: 490 + dy, width: 360, height: 230 },
          { seed, bands: 7, slip: 30, colour: band },
        ) +
        `<g transform="rotate(90 ${x(770)} ${y(760)})">${wordmark(x(770), y(760), 0.62, ink.ice, 16)}</g>` +
        `<path d="${at(heel)}" fill="#4030a0"/><path d="${at(toe)}" fill="#4030a0"/>`,
      relief: `<path d="${at(heel)}" fill="none" stroke="#000" stroke-width="9"/><path d="${at(toe)}" fill="none" stroke="#000" stroke-width="9"/>`,
      printGlow: 0.36,
    },
    {
      outline: at(cuff),
      cloth: cloths.graphiteRib,
      round: 90,
      bulge: 0.7,
      worn: 2,
      shadow: 0.6,
      relief: ribs(
        [x(562), y(240), x(556), y(310), x(556), y(380), x(566), y(460)],
        [x(894), y(240), x(900), y(310), x(900), y(380), x(890), y(460)],
        20,
        { width: 10 },
      ),
      reliefHeight: 9,
    },
    ...(tag ? [tagPatch(x(650), y(312), { size: 92, turn: -3 })] : []),
  ];
}

export const garment: Garment = {
  slug: "glitch-socks",
  sign: "square",
  views: {
    front: {
      parts: [
        ...one({ by: [398, -30], band: ink.magenta, seed: "right 2", tag: false }),
        ...one({ by: [26, 60], band: ink.acid, seed: "left 5", tag: true }),
      ],
      footprint: 560,
      alt: "Pair of graphite crew socks from the side, one set higher than the other, acid and magenta bands slipped out of line above fading chess squares, violet heels and toes, chip tag on the ribbed cuff.",
      tears: [
        [760, 12, 28, 7, 520, 1260],
        [780, 5, -20, 5, 600, 1000],
        [1270, 12, -34, 8, 190, 700],
      ],
    },
  },
};
