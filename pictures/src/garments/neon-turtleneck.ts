import type { Garment } from "../garment.ts";
import { cloths } from "../kit/cloth.ts";
import { bothSides, mirrored, ridges, valleys, whole } from "../kit/fold.ts";
import { ribs, seam } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";
import { mirror } from "../kit/paths.ts";
import { piping } from "../kit/piping.ts";
import { tagPatch } from "../kit/tag.ts";

const sleeve =
  "M600 566C540 580 470 600 424 654C392 694 378 740 366 800C346 890 330 970 316 1060C304 1130 300 1170 292 1230C280 1320 262 1400 250 1480C242 1540 238 1590 236 1634C262 1654 316 1658 348 1646C356 1590 366 1530 380 1470C400 1380 424 1300 440 1220C460 1130 476 1040 500 950C560 840 620 700 600 566Z";
const cuff =
  "M234 1610C268 1630 318 1634 352 1622C350 1660 346 1690 340 1722C306 1734 256 1730 226 1716C224 1680 228 1646 234 1610Z";
const body = whole(
  "M800 640C750 634 710 600 690 540C650 556 600 570 536 584C520 600 514 620 516 650C530 740 526 840 500 930C492 1020 512 1120 522 1220C530 1310 508 1400 496 1490C488 1550 486 1590 490 1630C590 1654 700 1660 800 1660",
);
const hem = whole(
  "M800 1640C700 1640 590 1634 490 1612C484 1650 486 1690 490 1720C590 1744 700 1750 800 1750",
);
const neck = whole("M800 668C740 660 690 630 664 566C672 540 678 520 680 500C700 480 750 480 800 480");
const roll = whole(
  "M800 258C734 258 682 270 670 296C664 346 662 396 640 456C628 500 626 528 652 542C696 566 750 574 800 576",
);
const opening = whole("M800 274C740 274 696 282 690 296C696 314 740 324 800 324");

const sleeveFolds = [
  ...valleys(22, [
    [492, 950, 420, 1000, 330, 1010, 32],
    [470, 1050, 400, 1110, 310, 1110, 30],
    [446, 1180, 380, 1230, 296, 1220, 34],
    [430, 1250, 360, 1310, 284, 1300, 28],
    [404, 1350, 340, 1400, 268, 1380, 20],
    [360, 1560, 300, 1580, 244, 1550, 20],
    [366, 1500, 310, 1530, 250, 1500, 18],
    [506, 640, 450, 760, 400, 900, 28],
  ]),
  ...ridges(20, [
    [478, 1000, 410, 1056, 320, 1060, 14],
    [440, 1214, 370, 1270, 290, 1262, 14],
    [356, 1530, 300, 1560, 246, 1526, 10],
    [460, 690, 410, 800, 366, 940, 18],
  ]),
];
const bodyFolds = [
  ...valleys(22, [
    [504, 930, 570, 1010, 690, 1030, 36],
    [500, 1010, 570, 1100, 680, 1140, 28],
    [516, 1200, 590, 1230, 700, 1220, 26],
    [520, 1260, 590, 1310, 680, 1310, 22],
    [500, 1400, 580, 1420, 690, 1390, 22],
    [650, 620, 600, 700, 540, 760, 24],
    [498, 1580, 560, 1530, 660, 1510, 20],
  ]),
  ...ridges(18, [
    [504, 970, 580, 1056, 700, 1080, 15],
    [518, 1230, 600, 1270, 700, 1262, 13],
    [560, 640, 530, 740, 520, 860, 20],
  ]),
];

/** Rain on the shop window: tubes that run down the chest and end in a square. */
const drops = [
  [548, 800, 1010],
  [604, 760, 1180],
  [660, 740, 940],
  [716, 730, 1330],
  [772, 724, 1080],
  [828, 724, 1440],
  [884, 730, 1010],
  [940, 740, 1250],
  [996, 760, 960],
  [1052, 800, 1120],
] as const;
const rain = piping(
  drops.map(([x, from, to]) => `M${x} ${from}L${x} ${to - 40}`),
  { colour: ink.cyan, width: 11 },
);
const heads = drops
  .map(
    ([x, , to]) =>
      `<rect x="${x - 11}" y="${to - 11}" width="22" height="22" fill="${ink.cyan}"/><rect x="${x + 11}" y="${to + 11}" width="14" height="14" fill="${ink.cyan}" opacity=".6"/>`,
  )
  .join("");

const sleevePart = (right: boolean): Part => ({
  outline: right ? mirror(sleeve) : sleeve,
  cloth: cloths.merino,
  round: 100,
  folds: right ? mirrored(sleeveFolds, "right knit sleeve", 18) : sleeveFolds,
  reach: right ? { left: 0.35 } : { right: 0.35 },
  turn: right ? 0.12 : -0.12,
  worn: 4,
});
const cuffPart = (right: boolean): Part => ({
  outline: right ? mirror(cuff) : cuff,
  cloth: cloths.merino,
  round: 54,
  worn: 2,
  relief: right
    ? ribs(
        [1248, 1600, 1250, 1640, 1254, 1680, 1262, 1736],
        [1366, 1600, 1370, 1640, 1374, 1680, 1376, 1736],
        10,
      )
    : ribs([234, 1600, 230, 1640, 226, 1680, 224, 1736], [352, 1600, 350, 1640, 346, 1680, 338, 1736], 10),
  reliefHeight: 7,
  reach: right ? { left: 0.35 } : { right: 0.35 },
});
const armhole = "M524 606C540 700 536 820 510 930";

const parts: Part[] = [
  sleevePart(false),
  sleevePart(true),
  cuffPart(false),
  cuffPart(true),
  {
    outline: body,
    cloth: cloths.merino,
    round: 170,
    bulge: 0.7,
    worn: 4,
    folds: bothSides(bodyFolds, "knit body", 20),
    relief: rain.relief + seam(armhole, 8) + seam(mirror(armhole), 8),
    glow: rain.glow + heads,
  },
  {
    outline: hem,
    cloth: cloths.merino,
    round: 60,
    worn: 2,
    relief: ribs(
      [494, 1610, 490, 1650, 490, 1690, 496, 1750],
      [1106, 1610, 1110, 1650, 1110, 1690, 1104, 1750],
      46,
      { round: 0.9 },
    ),
    reliefHeight: 7,
    shadow: 0.45,
  },
  {
    outline: neck,
    cloth: cloths.merino,
    round: 70,
    worn: 2,
    relief: ribs([672, 470, 676, 520, 668, 570, 660, 640], [928, 470, 924, 520, 932, 570, 940, 640], 22),
    reliefHeight: 7,
  },
  {
    outline: roll,
    cloth: cloths.merino,
    round: 88,
    bulge: 0.7,
    worn: 3,
    folds: valleys(16, [
      [650, 500, 720, 490, 800, 450, 24],
      [664, 310, 700, 370, 712, 440, 18],
      [950, 500, 890, 470, 850, 490, 22],
      [936, 310, 910, 380, 900, 450, 18],
    ]),
    relief: ribs([664, 260, 658, 350, 652, 440, 642, 560], [936, 260, 942, 350, 948, 440, 958, 560], 24),
    reliefHeight: 8,
    shadow: 0.8,
  },
  {
    outline: opening,
    cloth: { ...cloths.merino, colour: "#1a1730" },
    round: 12,
    bulge: 0.2,
    worn: 0,
    key: 0.25,
    shadow: 0,
    reach: { left: 0.1, right: 0.1 },
    shade: `<path d="M680 296L920 296L920 330L680 330Z" fill="#000" opacity=".6" filter="url(#blur8)"/>`,
  },
  tagPatch(850, 440, { size: 70, turn: -4 }),
];

export const garment: Garment = {
  slug: "neon-turtleneck",
  sign: "bars",
  views: {
    front: {
      parts,
      footprint: 430,
      alt: "Slim ribbed turtleneck in graphite from the front with a tall folded collar, lit cyan lines running down the chest like rain and ending in chess squares, chip tag on the collar fold.",
      tears: [
        [900, 14, 24, 7, 520, 1080],
        [920, 5, -18, 5, 400, 800],
        [1290, 12, -30, 8, 240, 700],
        [370, 8, 24, 6, 560, 900],
      ],
    },
  },
};
