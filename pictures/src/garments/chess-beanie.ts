import type { Garment } from "../garment.ts";
import { domeChecker } from "../kit/checker.ts";
import { cloths } from "../kit/cloth.ts";
import { ridges, valleys, whole } from "../kit/fold.ts";
import { ribs } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";
import { tagPatch } from "../kit/tag.ts";
import { plinth } from "../scene/plinth.ts";

const crown = whole(
  "M800 320C776 300 740 300 700 314C640 326 580 350 530 404C460 480 424 560 406 660C390 760 386 900 392 1080C520 1140 660 1160 800 1160",
);
const cuff = whole(
  "M800 1016C650 1014 500 996 386 962C368 966 360 984 360 1010C358 1080 362 1150 374 1206C380 1226 392 1234 408 1238C530 1272 660 1288 800 1290",
);

const profile: readonly (readonly [y: number, half: number])[] = [
  [1180, 418],
  [1000, 416],
  [860, 408],
  [720, 390],
  [600, 350],
  [500, 306],
  [420, 250],
  [360, 172],
  [318, 84],
  [296, 10],
];
function halfWidth(y: number): number {
  for (let i = 0; i + 1 < profile.length; i++) {
    const [[y1, h1], [y2, h2]] = [profile[i]!, profile[i + 1]!];
    if (y <= y1 && y >= y2) return h1 + ((h2 - h1) * (y1 - y)) / (y1 - y2);
  }
  return y > 1180 ? 418 : 10;
}

const levels = [1170, 1040, 910, 785, 670, 570, 485, 418, 366, 326, 300];
const dome = { x: 800, levels, halfWidth, columns: 10, hang: (y: number) => 20 + ((1170 - y) / 880) * 26 };
const player = { column: 6, row: 3 };
const board = domeChecker({
  ...dome,
  fill: (column, row) => {
    if (column === player.column && row === player.row) return ink.acid;
    return (column + row) % 2 === 0 ? "#35314e" : undefined;
  },
});
const lone = domeChecker({
  ...dome,
  fill: (column, row) => (column === player.column && row === player.row ? ink.acid : undefined),
});

const parts: Part[] = [
  ...plinth(1236),
  {
    outline: crown,
    cloth: { ...cloths.bone, weave: "chunky" },
    reach: { left: 0.5, right: 0.5 },
    round: 330,
    bulge: 0.8,
    worn: 10,
    shadow: 0,
    folds: [
      ...valleys(26, [
        [800, 300, 760, 360, 690, 430, 22],
        [810, 300, 850, 370, 930, 430, 22],
        [800, 296, 800, 380, 812, 460, 18],
        [420, 930, 500, 900, 640, 930, 34],
        [1180, 900, 1080, 860, 980, 900, 34],
        [400, 820, 470, 780, 560, 800, 26],
        [1196, 780, 1120, 740, 1040, 760, 24],
        [700, 980, 800, 940, 930, 970, 26],
      ]),
      ...ridges(22, [
        [430, 870, 540, 830, 680, 870, 20],
        [1170, 840, 1060, 800, 940, 840, 20],
        [640, 960, 780, 900, 960, 930, 14],
      ]),
    ],
    print: board,
    printGlow: 0.02,
    glow: `<g opacity=".14">${lone}</g>`,
  },
  {
    outline: cuff,
    cloth: cloths.wool,
    round: 120,
    bulge: 0.75,
    worn: 6,
    shadow: 0.8,
    folds: valleys(14, [
      [470, 1240, 520, 1140, 500, 1040, 24],
      [1130, 1240, 1090, 1140, 1100, 1040, 24],
      [660, 1270, 690, 1180, 670, 1080, 20],
    ]),
    relief: ribs(
      [376, 940, 352, 1040, 356, 1160, 396, 1270],
      [1224, 940, 1248, 1040, 1244, 1160, 1204, 1270],
      34,
      { width: 16 },
    ),
    reach: { left: 0.7, right: 0.7 },
    reliefHeight: 8,
  },
  tagPatch(738, 1092, { size: 124, turn: 0 }),
];

export const garment: Garment = {
  slug: "chess-beanie",
  sign: "square",
  views: {
    front: {
      parts,
      footprint: 560,
      alt: "Chunky knitted beanie from the front on a plinth, bone and black chess squares that close up towards the crown with a single acid square, wide ribbed cuff, chip tag woven in the middle of the cuff.",
      tears: [
        [560, 14, 26, 7, 440, 1100],
        [580, 5, -18, 5, 380, 860],
        [860, 10, -30, 8, 350, 800],
      ],
    },
  },
};
