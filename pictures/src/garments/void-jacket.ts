import type { Garment } from "../garment.ts";
import { quilted } from "../kit/baffles.ts";
import { cloths } from "../kit/cloth.ts";
import { mirrored, ridges, valleys, whole } from "../kit/fold.ts";
import { ribs, seam, wordmark } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";
import { mirror } from "../kit/paths.ts";
import { tagPatch } from "../kit/tag.ts";

const flip = (cubic: readonly number[]) => cubic.map((n, i) => (i % 2 === 0 ? 1600 - n : n));

const sleeveOuter = [430, 590, 270, 700, 214, 1030, 172, 1520];
const sleeveInner = [560, 620, 500, 820, 420, 1180, 366, 1540];
const frontSide = [492, 690, 462, 880, 410, 1200, 388, 1560];
const frontEdge = [690, 690, 712, 900, 756, 1150, 772, 1560];
const collarOut = [600, 336, 566, 400, 544, 470, 560, 556];
const collarIn = [672, 308, 700, 420, 706, 540, 694, 640];

const lining = whole(
  "M800 330C730 330 690 330 660 350C640 430 640 520 660 600C700 900 740 1300 764 1680C780 1688 790 1690 800 1690",
);
const collarBack = whole("M800 300C730 300 680 304 640 330C620 420 640 520 680 590C720 620 800 640 800 640");
const hem =
  "M380 1548C500 1584 640 1592 778 1588L776 1690C640 1694 500 1688 392 1656C378 1620 376 1584 380 1548Z";
const cuff =
  "M180 1528C236 1552 312 1556 360 1542C364 1580 358 1620 350 1652C306 1668 240 1662 202 1648C188 1608 178 1568 180 1528Z";
const yoke =
  "M600 500C540 512 470 530 410 566C352 602 316 652 306 700C380 690 440 700 486 716C560 726 640 722 698 712C690 640 682 570 672 500C650 494 620 494 600 500Z";
const yokeFolds = [
  ...valleys(22, [
    [600, 520, 560, 580, 520, 600, 20],
    [640, 710, 630, 660, 600, 620, 18],
    [540, 716, 520, 670, 480, 640, 18],
    [430, 700, 440, 650, 470, 610, 18],
    [360, 690, 390, 640, 400, 600, 16],
    [680, 640, 650, 620, 620, 580, 16],
  ]),
];

const quilting = Array.from({ length: 9 }, (_, i) =>
  seam(`M600 ${680 + i * 105}C700 ${700 + i * 105} 900 ${700 + i * 105} 1000 ${680 + i * 105}`, 6),
).join("");
const liningFolds = [
  ...valleys(22, [
    [660, 600, 730, 760, 780, 900, 30],
    [940, 600, 870, 760, 830, 980, 30],
    [720, 1000, 780, 1060, 820, 1180, 22],
    [880, 1000, 830, 1100, 800, 1300, 22],
    [740, 1300, 790, 1380, 800, 1560, 20],
  ]),
  ...ridges(16, [[700, 640, 790, 900, 800, 1200, 16]]),
];

const zip = (right: boolean): Part => {
  const path = "M664 540C700 800 752 1100 770 1690L786 1690C770 1100 718 800 684 540Z";
  const line = "M675 540C710 800 762 1100 778 1690";
  const at = (d: string) => (right ? mirror(d) : d);
  return {
    outline: at(path),
    cloth: cloths.webbing,
    round: 9,
    worn: 0,
    relief: `<path d="${at(line)}" fill="none" stroke="#fff" stroke-width="10" stroke-dasharray="5 5"/>`,
    reliefHeight: 4,
    shadow: 0.5,
  };
};

const side = (right: boolean): Part[] => {
  const cubic = (c: readonly number[]) => (right ? flip(c) : c);
  const pair = (a: readonly number[], b: readonly number[]) =>
    right ? { left: cubic(b), right: cubic(a) } : { left: a, right: b };
  const at = (d: string) => (right ? mirror(d) : d);
  const name = right ? "right" : "left";
  const reach = right ? { left: 0.4 } : { right: 0.4 };
  return [
    {
      outline: at(cuff),
      cloth: cloths.inkRib,
      round: 60,
      worn: 2,
      reach,
      relief: right
        ? ribs(
            [1240, 1530, 1240, 1570, 1246, 1620, 1252, 1670],
            [1420, 1530, 1422, 1570, 1412, 1620, 1398, 1670],
            14,
          )
        : ribs(
            [180, 1530, 178, 1570, 188, 1620, 202, 1670],
            [360, 1530, 360, 1570, 354, 1620, 348, 1670],
            14,
          ),
      reliefHeight: 8,
    },
    ...quilted(
      { ...pair(sleeveOuter, sleeveInner), count: 8, swell: 18, sag: 20 },
      cloths.nylon,
      `${name} sleeve`,
      {
        reach,
        turn: right ? 0.1 : -0.1,
      },
    ),
  ];
};

const front = (right: boolean): Part[] => {
  const at = (d: string) => (right ? mirror(d) : d);
  const pair = right
    ? { left: flip(frontEdge), right: flip(frontSide) }
    : { left: frontSide, right: frontEdge };
  const collar = right
    ? { left: flip(collarIn), right: flip(collarOut) }
    : { left: collarOut, right: collarIn };
  const name = right ? "right" : "left";
  return [
    {
      outline: at(hem),
      cloth: cloths.inkRib,
      round: 50,
      worn: 2,
      relief: right
        ? ribs(
            [824, 1550, 826, 1600, 826, 1650, 826, 1700],
            [1220, 1550, 1224, 1600, 1220, 1650, 1206, 1700],
            30,
          )
        : ribs(
            [380, 1550, 376, 1600, 380, 1650, 394, 1700],
            [776, 1550, 774, 1600, 774, 1650, 774, 1700],
            30,
          ),
      reliefHeight: 8,
    },
    ...quilted({ ...pair, count: 6, swell: 8, sag: 18 }, cloths.nylon, `${name} front`, {
      reach: right ? { left: 0.35, right: 0.75 } : { left: 0.75, right: 0.35 },
    }),
    {
      outline: at(yoke),
      cloth: cloths.nylon,
      round: 96,
      bulge: 0.75,
      folds: right ? mirrored(yokeFolds, "right yoke") : yokeFolds,
      reach: right ? { left: 0.5 } : { right: 0.5 },
      shadow: 0.7,
    },
    zip(right),
    ...quilted({ ...collar, count: 2, swell: 10, sag: 12 }, cloths.nylon, `${name} collar`, {
      shadow: 0.75,
      reach: right ? { left: 0.4 } : { right: 0.4 },
    }),
  ];
};

const puller = "M884 700L904 702L902 744L880 740Z";
const cord = "M880 738L902 742L896 824L874 818Z";
const tab = "M1010 1214L1130 1204L1136 1300L1014 1310Z";

const parts: Part[] = [
  {
    outline: collarBack,
    cloth: cloths.lining,
    round: 40,
    worn: 4,
    key: 0.9,
    relief: seam("M640 420C720 450 880 450 960 420", 6),
    print: `<rect x="742" y="446" width="116" height="62" rx="4" fill="#12071a"/>${wordmark(758, 464, 0.19, ink.ice, 18)}`,
    printGlow: 0.2,
    glow: `<ellipse cx="800" cy="560" rx="170" ry="200" fill="${ink.magenta}" opacity=".16" filter="url(#blur30)"/>`,
  },
  {
    outline: lining,
    cloth: cloths.lining,
    round: 60,
    folds: liningFolds,
    relief: quilting,
    worn: 8,
    shadow: 0.2,
    shade: `<path d="M700 560L640 560L740 1700L776 1700Z" fill="#000" opacity=".8" filter="url(#blur20)"/><path d="M900 560L960 560L860 1700L824 1700Z" fill="#000" opacity=".8" filter="url(#blur20)"/>`,
    glow: `<path d="M720 600C760 900 790 1300 800 1660C810 1300 840 900 880 600Z" fill="${ink.magenta}" opacity=".2" filter="url(#blur30)"/>`,
  },
  ...side(false),
  ...side(true),
  ...front(false),
  ...front(true),
  { outline: tab, cloth: cloths.webbing, round: 10, worn: 1 },
  tagPatch(1032, 1216, { size: 82, turn: -4 }),
  { outline: puller, cloth: { ...cloths.nylon, colour: "#9a97b8" }, round: 10, worn: 0, shadow: 0.6 },
  {
    outline: cord,
    cloth: cloths.webbing,
    round: 10,
    worn: 0,
    print: `<path d="${cord}" fill="${ink.acid}"/>`,
    printGlow: 0.6,
    shadow: 0.6,
  },
];

export const garment: Garment = {
  slug: "void-jacket",
  sign: "hexagon",
  views: {
    front: {
      parts,
      footprint: 540,
      alt: "Short black puffer jacket from the front, worn open, glossy quilted baffles and a stand collar, magenta lining in the open zip, no print, chip tag on a webbing tab on the left front.",
      tears: [
        [700, 14, 26, 7, 820, 1380],
        [720, 5, -18, 5, 900, 1300],
        [1180, 12, -30, 8, 110, 640],
        [1200, 5, 26, 6, 110, 560],
      ],
    },
  },
};
