import type { Garment } from "../garment.ts";
import { cloths } from "../kit/cloth.ts";
import { bothSides, mirrored, ridges, valleys, whole } from "../kit/fold.ts";
import { ribs, seam, thread, wordmark } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";
import { mirror } from "../kit/paths.ts";
import { piping } from "../kit/piping.ts";
import { tagPatch } from "../kit/tag.ts";

const sleeve =
  "M664 640C590 668 510 684 438 716C360 750 318 806 292 896C268 980 250 1052 232 1122C214 1188 214 1216 202 1268C190 1330 176 1380 174 1436C170 1478 178 1504 196 1522C240 1550 306 1550 348 1528C358 1492 352 1460 362 1416C378 1340 408 1276 422 1206C440 1140 452 1090 470 1040C560 940 640 820 700 700Z";
const cuff =
  "M206 1502C244 1526 300 1530 340 1512C346 1572 342 1622 332 1676C296 1692 250 1688 216 1670C204 1622 200 1560 206 1502Z";
const body = whole(
  "M800 800C736 780 688 724 660 654C622 780 546 900 456 1014C452 1100 440 1180 432 1260C426 1340 416 1410 416 1476C412 1528 420 1560 440 1586C550 1608 670 1616 800 1616",
);
const hem = whole(
  "M800 1598C670 1598 550 1590 440 1570C430 1604 434 1650 446 1690C550 1722 670 1732 800 1732",
);
const hoodInside = whole("M800 300C680 300 640 420 646 540C654 650 720 740 800 772");
const hood =
  whole(
    "M800 186C766 194 740 206 716 226C660 268 618 326 604 408C596 470 602 540 618 600C620 622 612 640 600 652C588 664 578 676 572 692C640 752 722 796 800 812",
  ) + whole("M800 312C756 322 712 356 692 424C676 490 676 560 700 622C720 672 756 712 800 750");

const sleeveFolds = [
  ...valleys(30, [
    [462, 1046, 370, 1090, 256, 1130, 40],
    [440, 1140, 350, 1190, 226, 1190, 36],
    [424, 1214, 330, 1280, 206, 1282, 36],
    [400, 1300, 310, 1370, 186, 1372, 28],
    [356, 1452, 280, 1490, 180, 1462, 30],
    [350, 1508, 270, 1524, 186, 1496, 22],
    [480, 1010, 400, 930, 330, 880, 30],
    [560, 900, 470, 830, 380, 800, 22],
    [640, 700, 560, 730, 460, 770, 22],
  ]),
  ...ridges(24, [
    [452, 1094, 350, 1140, 240, 1160, 15],
    [430, 1180, 330, 1240, 216, 1240, 15],
    [410, 1262, 316, 1330, 196, 1330, 14],
    [360, 1484, 280, 1508, 184, 1482, 12],
    [420, 770, 360, 860, 310, 990, 22],
  ]),
];
const bodyFolds = [
  ...valleys(28, [
    [462, 1014, 540, 1080, 680, 1090, 38],
    [456, 1096, 540, 1190, 690, 1230, 32],
    [446, 1200, 500, 1290, 600, 1330, 26],
    [690, 800, 660, 880, 590, 940, 26],
    [790, 900, 720, 950, 640, 960, 18],
    [790, 1180, 730, 1210, 690, 1270, 18],
    [430, 1560, 520, 1490, 600, 1440, 26],
    [500, 1600, 530, 1550, 540, 1490, 20],
    [790, 1590, 730, 1550, 700, 1490, 20],
  ]),
  ...ridges(22, [
    [460, 1056, 560, 1126, 690, 1144, 17],
    [450, 1150, 530, 1240, 640, 1280, 15],
    [786, 860, 700, 910, 620, 920, 12],
  ]),
];
const hoodFolds = [
  ...valleys(28, [
    [594, 664, 650, 678, 730, 752, 30],
    [616, 590, 650, 630, 696, 672, 24],
    [610, 480, 640, 540, 684, 590, 22],
    [730, 216, 680, 280, 656, 380, 26],
    [770, 200, 740, 240, 720, 300, 18],
  ]),
  ...ridges(20, [
    [602, 632, 660, 656, 726, 722, 14],
    [690, 250, 650, 320, 640, 430, 14],
  ]),
];

const raglan = "M664 668C624 790 548 908 462 1014";
const pocket = "M640 1240C604 1330 560 1420 520 1490";
const lines = piping([raglan, mirror(raglan), pocket, mirror(pocket)]);
const faceLine = piping(
  [whole("M800 300C748 308 702 346 682 416C664 486 664 562 690 628C712 684 752 726 800 766")],
  { width: 10 },
);
const zipTape = "M786 800L814 800L814 1726L786 1726Z";
const teeth = `<path d="M800 800L800 1730" stroke="#fff" stroke-width="14" stroke-dasharray="5 4"/><path d="M800 800L800 1730" stroke="#000" stroke-width="2"/>`;
const puller = "M790 940L810 940L816 1010C816 1024 784 1024 784 1010Z";
const scan = Array.from({ length: 6 }, (_, i) => {
  const x = 690 + ((i * 47) % 80);
  return `<rect x="${x}" y="${440 + i * 44}" width="${70 + ((i * 61) % 90)}" height="3" fill="${ink.acid}" opacity="${0.1 + 0.05 * (i % 3)}"/>`;
}).join("");

const parts: Part[] = [
  {
    outline: hoodInside,
    cloth: { ...cloths.ink, colour: "#15122a" },
    round: 60,
    worn: 0,
    key: 0.1,
    reach: { left: 0.02, right: 0.02 },
    shade: `<path d="${hoodInside}" fill="#000" opacity=".85"/>`,
    glow: `<g filter="url(#blur1_5)">${scan}</g>`,
  },
  { outline: sleeve, cloth: cloths.ink, round: 116, folds: sleeveFolds, reach: { right: 0.35 }, turn: -0.1 },
  {
    outline: mirror(sleeve),
    cloth: cloths.ink,
    round: 116,
    folds: mirrored(sleeveFolds, "right sleeve of neon"),
    reach: { left: 0.35 },
    turn: 0.1,
  },
  ...[false, true].map((right): Part => {
    const edges = right
      ? ribs(
          [1258, 1500, 1256, 1560, 1260, 1620, 1268, 1690],
          [1392, 1500, 1398, 1560, 1396, 1620, 1384, 1690],
          13,
        )
      : ribs([208, 1500, 202, 1560, 204, 1620, 216, 1690], [342, 1500, 344, 1560, 340, 1620, 332, 1690], 13);
    return {
      outline: right ? mirror(cuff) : cuff,
      cloth: cloths.inkRib,
      round: 62,
      worn: 3,
      relief: edges,
      reliefHeight: 8,
      reach: right ? { left: 0.3 } : { right: 0.3 },
    };
  }),
  tagPatch(1288, 1568, { size: 70, turn: -3 }),
  {
    outline: body,
    cloth: cloths.ink,
    round: 200,
    bulge: 0.6,
    folds: bothSides(bodyFolds, "neon body"),
    relief: lines.relief + seam("M770 810L770 1600", 4) + seam("M830 810L830 1600", 4),
    reliefHeight: 7,
    glow: lines.glow,
    print: thread("M764 820L764 1590") + thread("M836 820L836 1590") + wordmark(924, 1010, 0.34, ink.ice, 18),
    printGlow: 0.2,
  },
  {
    outline: hem,
    cloth: cloths.inkRib,
    round: 66,
    worn: 3,
    relief: ribs(
      [450, 1560, 440, 1610, 444, 1660, 456, 1712],
      [1150, 1560, 1160, 1610, 1156, 1660, 1144, 1712],
      56,
      {
        round: 0.9,
      },
    ),
    reliefHeight: 8,
    shadow: 0.5,
  },
  {
    outline: zipTape,
    cloth: cloths.webbing,
    round: 14,
    worn: 0,
    relief: teeth,
    reliefHeight: 4,
    shadow: 0.5,
  },
  {
    outline: hood,
    cloth: cloths.ink,
    round: 76,
    bulge: 0.85,
    folds: bothSides(hoodFolds, "neon hood", 18),
    shadow: 0.7,
    relief:
      faceLine.relief +
      seam("M740 196C690 250 668 330 664 420", 6) +
      seam(mirror("M740 196C690 250 668 330 664 420"), 6),
    reliefHeight: 7,
    glow: faceLine.glow,
  },
  {
    outline: puller,
    cloth: { ...cloths.nylon, colour: "#9a97b8" },
    round: 14,
    worn: 0,
    print: `<rect x="792" y="984" width="16" height="22" fill="${ink.acid}"/>`,
  },
];

export const garment: Garment = {
  slug: "neon-hoodie",
  sign: "ring",
  views: {
    front: {
      parts,
      footprint: 520,
      alt: "Ink-black zip hoodie with raglan sleeves from the front, hood up and empty, lit acid piping round the face, down both raglan seams and along the pockets, small FLUX on the chest, chip tag on the left cuff.",
      tears: [
        [586, 14, 26, 7, 560, 1100],
        [606, 5, -18, 5, 300, 860],
        [1180, 12, -30, 8, 110, 700],
        [1390, 8, 26, 6, 1010, 1490],
      ],
    },
  },
};
