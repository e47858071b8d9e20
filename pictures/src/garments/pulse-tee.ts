import type { Garment } from "../garment.ts";
import { cloths } from "../kit/cloth.ts";
import { bothSides, mirrored, ridges, valleys, whole } from "../kit/fold.ts";
import { chipField, glitched, ribs, seam, thread, wordmark } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";
import { mirror } from "../kit/paths.ts";
import { tagPatch } from "../kit/tag.ts";

const sleeve =
  "M500 440C400 486 330 532 290 606C240 706 196 822 158 960C154 984 160 996 176 1004C256 1042 346 1066 436 1076C448 1010 464 940 482 860C496 730 506 580 500 440Z";
const body = whole(
  "M800 510C730 510 664 464 640 390C580 412 524 436 462 464C480 560 488 680 476 820C462 940 448 1040 440 1150C430 1290 418 1420 412 1560C408 1596 414 1612 432 1620C556 1650 680 1660 800 1660",
);
const back = whole("M800 412C740 412 690 406 640 388C650 460 700 540 800 550");
const collar = whole("M800 526C712 526 646 472 622 390C632 384 642 380 654 378C676 444 730 484 800 484");
const sleeveFolds = [
  ...valleys(28, [
    [480, 840, 400, 890, 240, 900, 40],
    [470, 930, 390, 980, 250, 980, 28],
    [484, 750, 420, 760, 320, 710, 30],
    [440, 490, 380, 610, 310, 770, 30],
    [396, 1060, 370, 990, 320, 910, 20],
  ]),
  ...ridges(24, [
    [476, 884, 390, 930, 226, 940, 16],
    [480, 800, 400, 830, 280, 800, 16],
    [410, 560, 340, 690, 262, 860, 20],
  ]),
];
const bodyFolds = [
  ...valleys(30, [
    [480, 820, 560, 890, 700, 910, 42],
    [470, 910, 550, 1010, 660, 1060, 34],
    [460, 1010, 520, 1150, 620, 1230, 30],
    [640, 420, 590, 520, 520, 600, 28],
    [700, 510, 650, 580, 560, 640, 22],
    [440, 1210, 530, 1310, 660, 1370, 30],
    [430, 1420, 540, 1480, 680, 1440, 26],
    [424, 1600, 500, 1560, 620, 1560, 24],
    [430, 1520, 500, 1560, 640, 1600, 18],
  ]),
  ...ridges(24, [
    [476, 866, 570, 946, 710, 970, 18],
    [464, 960, 540, 1086, 650, 1150, 16],
    [440, 1290, 540, 1390, 670, 1420, 16],
    [430, 1560, 540, 1570, 660, 1580, 14],
    [560, 480, 524, 560, 500, 680, 22],
  ]),
];

/** A heart that beats twice and then turns into the squares of a board. */
const pulse = "M470 980L580 980L612 916L646 980L668 980L710 1086L770 660L832 1170L872 890L898 980L926 980";
const steps = [
  [0, 0],
  [1, -1],
  [2, 0],
  [3, 1],
  [3, -1],
  [4, 0],
]
  .map(([column, row]) => `<rect x="${926 + column! * 40}" y="${960 + row! * 40}" width="40" height="40"/>`)
  .join("");
const print = (fill: string) =>
  `<path d="${pulse}" fill="none" stroke="${fill}" stroke-width="27" stroke-linejoin="bevel"/><g fill="${fill}">${steps}</g>`;
const hemLine = "M416 1588C556 1618 680 1628 800 1628C920 1628 1044 1618 1184 1588";
const sleeveHem = "M168 972C254 1010 346 1034 442 1044";
const shoulder = "M640 392C580 414 524 438 462 466";
const armhole = "M476 470C490 570 496 690 484 830";

const sleevePart = (right: boolean): Part => ({
  outline: right ? mirror(sleeve) : sleeve,
  cloth: cloths.uv,
  round: 120,
  folds: right ? mirrored(sleeveFolds, "right tee sleeve") : sleeveFolds,
  reach: right ? { left: 0.35 } : { right: 0.35 },
  turn: right ? 0.14 : -0.14,
  relief: seam(right ? mirror(sleeveHem) : sleeveHem, 5),
  print: thread(right ? mirror(sleeveHem) : sleeveHem, "#c9bcff", 0.5),
});

const parts: Part[] = [
  {
    outline: back,
    cloth: { ...cloths.uv, colour: "#33237d" },
    round: 40,
    worn: 2,
    key: 0.35,
    reach: { left: 0.1, right: 0.1 },
    relief: seam(whole("M800 444C740 444 690 438 640 420"), 5),
    print: wordmark(762, 458, 0.16, ink.ice, 18),
    printGlow: 0.1,
  },
  sleevePart(false),
  sleevePart(true),
  {
    outline: body,
    cloth: cloths.uv,
    round: 200,
    bulge: 0.6,
    folds: bothSides(bodyFolds, "tee body"),
    relief: [hemLine, shoulder, mirror(shoulder), armhole, mirror(armhole)]
      .map((path) => seam(path, 6))
      .join(""),
    print:
      thread(hemLine, "#c9bcff", 0.5) +
      glitched(print, { x: 480, y: 650, width: 640, height: 540 }, { seed: "pulse 5", bands: 10, slip: 13 }) +
      wordmark(500, 1120, 0.3, ink.ice, 18) +
      chipField(1076, 1500, 80, "left"),
    printGlow: 0.5,
  },
  tagPatch(1076, 1500, { size: 80, turn: -2 }),
  {
    outline: collar,
    cloth: { ...cloths.uv, colour: "#6245d8" },
    round: 22,
    worn: 1,
    relief: ribs([628, 370, 650, 480, 720, 530, 800, 530], [972, 370, 950, 480, 880, 530, 800, 530], 2),
    reliefHeight: 2,
    shadow: 0.6,
  },
];

export const garment: Garment = {
  slug: "pulse-tee",
  sign: "bars",
  views: {
    front: {
      parts,
      footprint: 500,
      alt: "Boxy violet T-shirt from the front with dropped shoulders, an acid heartbeat line across the chest that turns into chess steps, chip tag at the hem.",
      tears: [
        [760, 16, 28, 7, 520, 1100],
        [784, 6, -22, 5, 380, 860],
        [1240, 12, -30, 8, 250, 800],
        [1400, 8, 26, 6, 860, 1350],
      ],
    },
  },
};
