import type { Garment } from "../garment.ts";
import { cloths } from "../kit/cloth.ts";
import { bothSides, mirrored, ridges, valleys, whole } from "../kit/fold.ts";
import { chipTag, glitched, ribs, seam, thread, wordmark } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";
import { mirror } from "../kit/paths.ts";

const sleeve =
  "M470 420C400 452 340 496 300 570C250 670 208 780 176 906C172 930 176 942 192 950C270 986 356 1010 440 1020C452 960 470 900 486 830C500 700 500 540 470 420Z";
const body = whole(
  "M800 470C730 470 664 424 640 350C580 372 524 396 462 424C484 520 494 640 484 780C470 900 456 1000 448 1120C440 1260 428 1420 420 1600C418 1626 424 1640 442 1646C560 1676 680 1686 800 1686",
);
const back = whole("M800 372C740 372 690 366 640 348C650 420 700 500 800 510");
const collar = whole("M800 486C712 486 646 432 622 350C632 344 642 340 654 338C676 404 730 444 800 444");
const sleeveFolds = [
  ...valleys(28, [
    [480, 800, 400, 850, 250, 850, 40],
    [470, 880, 390, 930, 260, 926, 28],
    [484, 720, 420, 720, 320, 660, 30],
    [440, 450, 380, 560, 330, 700, 30],
    [400, 1000, 380, 940, 340, 860, 20],
  ]),
  ...ridges(24, [
    [476, 840, 390, 886, 240, 884, 16],
    [480, 760, 400, 780, 290, 740, 16],
    [410, 520, 340, 640, 270, 800, 20],
  ]),
];
const bodyFolds = [
  ...valleys(30, [
    [488, 790, 560, 860, 700, 880, 42],
    [478, 880, 560, 990, 680, 1040, 34],
    [466, 980, 520, 1120, 620, 1200, 30],
    [640, 380, 590, 480, 520, 560, 28],
    [700, 470, 650, 540, 560, 600, 22],
    [450, 1180, 520, 1300, 640, 1370, 30],
    [440, 1420, 540, 1460, 660, 1440, 24],
    [430, 1600, 520, 1540, 640, 1560, 24],
    [620, 1670, 640, 1590, 700, 1500, 24],
    [740, 1680, 760, 1600, 740, 1510, 18],
  ]),
  ...ridges(24, [
    [484, 836, 570, 916, 710, 940, 18],
    [470, 930, 540, 1056, 650, 1120, 16],
    [448, 1260, 540, 1370, 660, 1410, 16],
    [520, 1660, 560, 1580, 640, 1500, 16],
    [560, 440, 524, 520, 500, 640, 22],
  ]),
];

/** A heart that beats once, then turns into steps of a board. */
const pulse =
  "M330 960L560 960L590 900L624 960L660 960L706 1050L764 700L828 1130L872 880L900 960L948 960L948 905L1006 905L1006 850L1064 850L1064 960L1122 960L1122 905L1180 905L1180 960L1300 960";
const print = (fill: string) =>
  `<path d="${pulse}" fill="none" stroke="${fill}" stroke-width="26" stroke-linejoin="miter"/><rect x="1006" y="905" width="58" height="55" fill="${fill}"/><rect x="1122" y="905" width="58" height="0" fill="${fill}"/>`;
const hemLine = "M424 1612C560 1642 680 1652 800 1652C920 1652 1040 1642 1176 1612";
const sleeveHem = "M184 918C270 956 356 980 446 990";
const shoulder = "M640 352C580 374 524 398 462 426";
const armhole = "M474 430C496 530 506 650 494 790";

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
    relief: seam(whole("M800 404C740 404 690 398 640 380"), 5),
    print: wordmark(762, 418, 0.16, ink.ice, 18),
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
      glitched(print, { x: 480, y: 690, width: 640, height: 450 }, { seed: "pulse 3", bands: 9, slip: 20 }) +
      wordmark(484, 1096, 0.3, ink.ice, 18) +
      chipTag(1080, 1530, { size: 70 }),
    printGlow: 0.5,
  },
  {
    outline: collar,
    cloth: { ...cloths.uv, colour: "#6245d8" },
    round: 22,
    worn: 1,
    relief: ribs([628, 330, 650, 440, 720, 490, 800, 490], [972, 330, 950, 440, 880, 490, 800, 490], 2),
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
