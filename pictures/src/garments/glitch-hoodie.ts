import type { Garment } from "../garment.ts";
import { cloths } from "../kit/cloth.ts";
import { bothSides, mirrored, ridges, valleys, whole } from "../kit/fold.ts";
import { chipField, fadingChess, glitched, ribs, seam, thread, wordmark } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";
import { mirror } from "../kit/paths.ts";
import { tagPatch } from "../kit/tag.ts";

const sleeve =
  "M430 716C362 732 312 792 286 890C262 976 252 1040 238 1102C224 1152 230 1180 218 1222C204 1290 184 1346 176 1420C168 1462 172 1494 190 1516C232 1546 300 1548 348 1526C362 1492 356 1460 364 1418C376 1340 400 1282 414 1212C428 1150 442 1090 446 1024C456 900 452 800 430 716Z";
const cuff =
  "M198 1496C238 1522 302 1526 342 1508C346 1556 340 1596 328 1636C292 1654 246 1648 212 1630C202 1588 196 1544 198 1496Z";
const body = whole(
  "M800 780C720 764 670 700 640 628C570 664 490 700 424 724C444 800 456 900 448 1010C440 1100 422 1180 414 1260C406 1330 392 1400 390 1462C384 1510 396 1546 424 1570C530 1604 660 1614 800 1614",
);
const hem = whole(
  "M800 1596C660 1596 530 1586 424 1556C414 1592 420 1640 432 1676C540 1712 670 1722 800 1722",
);
const hoodBack = whole("M800 300C690 300 650 400 652 520C656 640 720 730 800 760");
const hood =
  whole(
    "M800 206C770 200 742 210 716 222C664 244 622 300 606 372C592 440 596 520 612 596C616 616 616 628 606 642C592 656 580 672 572 690C640 748 720 792 800 806",
  ) + whole("M800 318C760 322 722 354 702 412C684 474 684 550 706 614C724 664 756 706 800 742");
const pocket = whole(
  "M800 1224C730 1224 660 1224 606 1226C590 1300 556 1362 514 1412C510 1460 510 1510 514 1552C600 1572 700 1580 800 1580",
);

const sleeveFolds = [
  ...valleys(30, [
    [440, 1030, 350, 1072, 250, 1120, 40],
    [428, 1130, 350, 1172, 236, 1168, 34],
    [414, 1216, 320, 1262, 214, 1252, 36],
    [396, 1290, 310, 1350, 204, 1330, 28],
    [360, 1440, 290, 1470, 190, 1432, 30],
    [352, 1496, 270, 1512, 190, 1478, 24],
    [432, 760, 376, 880, 320, 1030, 34],
    [440, 880, 412, 960, 350, 1040, 24],
    [192, 1380, 240, 1400, 320, 1386, 20],
  ]),
  ...ridges(26, [
    [436, 1088, 340, 1130, 236, 1140, 16],
    [420, 1176, 320, 1222, 226, 1212, 15],
    [400, 1254, 310, 1304, 214, 1294, 15],
    [360, 1470, 280, 1496, 186, 1456, 13],
    [410, 800, 344, 900, 296, 1050, 22],
  ]),
];

const bodyFolds = [
  ...valleys(30, [
    [452, 1010, 520, 1100, 668, 1136, 42],
    [446, 1090, 512, 1190, 610, 1240, 34],
    [436, 1180, 480, 1290, 560, 1350, 28],
    [630, 668, 580, 770, 500, 850, 30],
    [700, 780, 640, 850, 552, 884, 20],
    [420, 1570, 520, 1480, 640, 1508, 24],
    [400, 1510, 460, 1420, 510, 1330, 26],
    [474, 1590, 500, 1540, 498, 1470, 20],
    [620, 1612, 650, 1590, 700, 1586, 18],
  ]),
  ...ridges(24, [
    [452, 1052, 540, 1140, 690, 1166, 18],
    [442, 1140, 500, 1236, 590, 1290, 16],
    [560, 720, 520, 800, 470, 900, 24],
    [404, 1540, 460, 1470, 520, 1420, 16],
  ]),
];

const pocketFolds = valleys(20, [
  [606, 1232, 590, 1330, 528, 1420, 26],
  [530, 1420, 640, 1480, 780, 1500, 24],
  [780, 1236, 700, 1290, 640, 1380, 18],
]);

const hoodFolds = [
  ...valleys(28, [
    [592, 660, 640, 668, 724, 742, 30],
    [584, 690, 650, 720, 740, 778, 22],
    [612, 590, 640, 620, 690, 664, 26],
    [612, 470, 640, 540, 676, 590, 22],
    [720, 232, 670, 290, 650, 380, 26],
    [640, 300, 622, 380, 634, 470, 20],
  ]),
  ...ridges(20, [
    [600, 630, 650, 650, 720, 712, 14],
    [690, 254, 650, 320, 640, 420, 14],
  ]),
];

const print = (fill: string) =>
  wordmark(553, 884, 1.06, fill, 18) + fadingChess(540, 1048, 15, 2, 34, fill, "loses its squares");
const pocketEdge = "M606 1240C590 1312 556 1374 518 1420";
const pocketSeams = [
  "M612 1246L988 1246",
  pocketEdge,
  mirror(pocketEdge),
  "M530 1430L530 1548",
  "M1070 1430L1070 1548",
  "M522 1538C700 1566 900 1566 1078 1538",
];
const armhole = "M432 734C454 820 462 920 452 1024";
const lines = Array.from({ length: 9 }, (_, i) => {
  const y = 420 + i * 33;
  const x = 668 + ((i * 53) % 96);
  return `<rect x="${x}" y="${y}" width="${56 + ((i * 71) % 150)}" height="${i % 3 === 0 ? 7 : 3}" fill="${i % 2 ? ink.cyan : ink.magenta}" opacity="${0.16 + 0.07 * (i % 4)}"/>`;
}).join("");

function cord(path: string, tipX: number, tipY: number): Part[] {
  return [
    {
      outline: path,
      cloth: cloths.graphite,
      round: 9,
      worn: 0,
      shadow: 0.75,
      relief: `<path d="${path}" fill="none" stroke="#000" stroke-width="3" stroke-dasharray="4 5"/>`,
    },
    {
      outline: `M${tipX} ${tipY}L${tipX + 17} ${tipY}L${tipX + 17} ${tipY + 40}L${tipX} ${tipY + 40}Z`,
      cloth: { ...cloths.nylon, colour: ink.acid },
      round: 8,
      worn: 0,
      print: `<rect x="${tipX}" y="${tipY}" width="17" height="40" fill="${ink.acid}"/>`,
      printGlow: 0.6,
    },
  ];
}

const parts: Part[] = [
  {
    outline: hoodBack,
    cloth: { ...cloths.ink, colour: "#15122a" },
    round: 60,
    worn: 0,
    key: 0.16,
    reach: { left: 0.02, right: 0.02 },
    shade: `<path d="${hoodBack}" fill="#000" opacity=".82"/>`,
    glow: `<g filter="url(#blur1_5)">${lines}</g><ellipse cx="800" cy="640" rx="90" ry="110" fill="${ink.uv}" opacity=".13" filter="url(#blur30)"/>`,
  },
  {
    outline: sleeve,
    cloth: cloths.graphite,
    round: 118,
    folds: sleeveFolds,
    reach: { right: 0.35 },
    turn: -0.12,
  },
  {
    outline: mirror(sleeve),
    cloth: cloths.graphite,
    round: 118,
    folds: mirrored(sleeveFolds, "right sleeve"),
    reach: { left: 0.35 },
    turn: 0.12,
  },
  {
    outline: cuff,
    cloth: cloths.graphiteRib,
    round: 62,
    relief: ribs(
      [204, 1490, 200, 1540, 204, 1590, 214, 1650],
      [340, 1490, 346, 1540, 340, 1590, 326, 1650],
      13,
    ),
    reliefHeight: 8,
    worn: 3,
    reach: { right: 0.3 },
  },
  {
    outline: mirror(cuff),
    cloth: cloths.graphiteRib,
    round: 62,
    relief: ribs(
      [1260, 1490, 1254, 1540, 1260, 1590, 1274, 1650],
      [1396, 1490, 1400, 1540, 1396, 1590, 1386, 1650],
      13,
    ),
    reliefHeight: 8,
    worn: 3,
    reach: { left: 0.3 },
  },
  {
    outline: body,
    cloth: cloths.graphite,
    round: 210,
    bulge: 0.6,
    folds: bothSides(bodyFolds, "body"),
    relief: seam(armhole, 8) + seam(mirror(armhole), 8),
    print:
      thread("M446 744C468 826 474 920 464 1024") +
      thread(mirror("M446 744C468 826 474 920 464 1024")) +
      glitched(print, { x: 548, y: 872, width: 500, height: 256 }, { seed: "gp7", slip: 22 }),
  },
  {
    outline: hem,
    cloth: cloths.graphiteRib,
    round: 66,
    worn: 3,
    relief: ribs(
      [436, 1550, 430, 1600, 432, 1640, 446, 1700],
      [1164, 1550, 1170, 1600, 1168, 1640, 1154, 1700],
      60,
      { round: 0.9 },
    ),
    reliefHeight: 8,
    shadow: 0.5,
  },
  {
    outline: pocket,
    cloth: cloths.graphite,
    round: 46,
    bulge: 0.42,
    folds: bothSides(pocketFolds, "pocket"),
    reach: { left: 0.5, right: 0.5 },
    shadow: 0.72,
    relief: pocketSeams.map((path) => seam(path, 5)).join(""),
    print: pocketSeams.map((path) => thread(path)).join("") + chipField(984, 1442, 74, "left"),
    printGlow: 0.5,
  },
  tagPatch(984, 1442, { size: 74, turn: -1 }),
  {
    outline: hood,
    cloth: cloths.graphite,
    round: 78,
    bulge: 0.85,
    folds: bothSides(hoodFolds, "hood", 18),
    shadow: 0.7,
    relief:
      seam("M800 200C802 240 800 280 800 330", 7) +
      seam(whole("M800 290C744 294 700 334 678 402C660 474 662 556 686 624C708 684 746 732 800 772"), 6),
    print: thread(whole("M800 302C752 306 710 344 688 406C670 474 672 552 696 620C716 676 750 720 800 758")),
  },
  ...cord("M748 744C740 780 736 826 744 868L757 868C750 828 754 782 762 752Z", 742, 862),
  ...cord("M838 752C846 782 852 816 846 846L859 846C866 814 860 780 852 744Z", 844, 842),
];

export const garment: Garment = {
  slug: "glitch-hoodie",
  sign: "ring",
  views: {
    front: {
      parts,
      footprint: 520,
      alt: "Oversized graphite hoodie from the front, hood up and empty, acid FLUX print broken into slices above a fading row of chess squares, chip tag at the corner of the kangaroo pocket.",
      tears: [
        [486, 18, 26, 7, 540, 1110],
        [510, 6, -20, 5, 250, 900],
        [1300, 14, -34, 8, 120, 760],
        [1320, 5, 26, 6, 120, 640],
        [1256, 10, 30, 8, 1000, 1480],
      ],
    },
  },
};
