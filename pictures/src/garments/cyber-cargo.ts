import type { Garment } from "../garment.ts";
import { cloths } from "../kit/cloth.ts";
import { mirrored, ridges, valleys } from "../kit/fold.ts";
import { chipField, ribs, seam, thread } from "../kit/marks.ts";
import { ink } from "../kit/palette.ts";
import type { Part } from "../kit/part.ts";
import { mirror } from "../kit/paths.ts";
import { tagPatch } from "../kit/tag.ts";

const leg =
  "M540 262C520 340 488 420 466 520C436 650 408 800 396 940C390 1010 392 1050 382 1092C368 1120 366 1150 374 1186C366 1240 358 1300 352 1370C344 1420 338 1450 340 1490C336 1546 348 1584 366 1606C470 1640 600 1642 690 1618C710 1590 716 1550 712 1500C708 1450 712 1390 722 1320C728 1270 726 1220 738 1170C750 1060 772 920 812 790C820 640 822 440 816 262Z";
const cuff =
  "M372 1588C470 1622 596 1624 688 1602C690 1640 684 1676 672 1704C590 1726 480 1724 392 1696C378 1662 370 1626 372 1588Z";
const waist =
  "M536 206C640 226 960 226 1064 206C1072 236 1074 262 1072 290C960 316 640 316 528 290C526 262 528 236 536 206Z";
const inside = "M540 204C640 180 960 180 1060 204C1050 240 960 252 800 252C640 252 550 240 540 204Z";
const fly = "M800 300C812 420 816 560 806 700";
const hipPocket = "M640 300C624 400 570 470 486 500";
const thighPocket =
  "M398 816C450 838 540 848 640 836C646 930 640 1020 628 1096C540 1110 450 1100 376 1076C376 980 382 890 398 816Z";
const thighFlap =
  "M390 776C460 800 560 808 650 796C654 836 652 872 646 900C560 914 460 906 380 882C380 846 384 810 390 776Z";
const gusset = "M512 846C510 930 504 1010 494 1092";
const shinPocket =
  "M420 1262C480 1276 550 1280 620 1274C620 1350 614 1420 606 1476C540 1484 470 1480 408 1464C408 1390 412 1320 420 1262Z";
const shinFlap =
  "M412 1232C480 1250 560 1254 630 1246C632 1276 630 1302 626 1322C556 1332 476 1328 404 1310C404 1284 408 1256 412 1232Z";

const legFolds = [
  ...valleys(32, [
    [806, 740, 720, 760, 560, 700, 42],
    [806, 780, 730, 840, 640, 870, 36],
    [800, 700, 740, 640, 640, 610, 34],
    [770, 900, 720, 960, 660, 990, 28],
    [470, 560, 540, 590, 640, 580, 26],
    [736, 1120, 640, 1160, 470, 1150, 36],
    [734, 1180, 640, 1226, 400, 1210, 30],
    [372, 1150, 450, 1180, 560, 1130, 30],
    [706, 1480, 600, 1530, 420, 1510, 34],
    [352, 1500, 440, 1550, 600, 1560, 30],
    [700, 1570, 600, 1600, 440, 1580, 26],
    [360, 1590, 440, 1600, 520, 1560, 22],
    [716, 1360, 680, 1420, 640, 1440, 26],
  ]),
  ...ridges(28, [
    [806, 760, 730, 800, 600, 780, 20],
    [738, 1150, 640, 1196, 440, 1180, 16],
    [704, 1530, 600, 1568, 400, 1540, 18],
    [480, 520, 440, 660, 410, 860, 24],
    [660, 960, 690, 1060, 670, 1180, 26],
    [800, 720, 700, 690, 600, 650, 16],
  ]),
];

function strapWith(path: string, buckle: string, puller: string): Part[] {
  return [
    { outline: path, cloth: cloths.webbing, round: 10, worn: 1, shadow: 0.7 },
    { outline: buckle, cloth: { ...cloths.nylon, colour: "#474356" }, round: 12, worn: 0, shadow: 0.6 },
    {
      outline: puller,
      cloth: { ...cloths.nylon, colour: ink.acid },
      round: 9,
      worn: 0,
      print: `<path d="${puller}" fill="${ink.acid}"/>`,
      printGlow: 0.6,
      shadow: 0.5,
    },
  ];
}

const flap = (outline: string, at: (d: string) => string, extra = ""): Part => ({
  outline: at(outline),
  cloth: cloths.olive,
  round: 26,
  bulge: 0.5,
  worn: 4,
  shadow: 0.75,
  relief: "",
  print: extra,
});

const side = (right: boolean): Part[] => {
  const at = (d: string) => (right ? mirror(d) : d);
  const reach = right ? { left: 0.4 } : { right: 0.4 };
  const stitches = ["M566 560C548 700 520 900 508 1180", "M506 1180C500 1300 500 1420 506 1560"].map(at);
  return [
    {
      outline: at(cuff),
      cloth: cloths.oliveDark,
      round: 60,
      worn: 3,
      reach,
      relief: right
        ? ribs(
            [912, 1590, 910, 1630, 916, 1670, 930, 1730],
            [1228, 1590, 1230, 1630, 1222, 1670, 1208, 1730],
            18,
          )
        : ribs(
            [372, 1590, 370, 1630, 378, 1670, 392, 1730],
            [688, 1590, 690, 1630, 684, 1670, 670, 1730],
            18,
          ),
      reliefHeight: 8,
    },
    {
      outline: at(leg),
      cloth: cloths.olive,
      round: 150,
      bulge: 0.75,
      folds: right ? mirrored(legFolds, "right leg", 26) : legFolds,
      reach,
      turn: right ? 0.08 : -0.08,
      shadow: 0.5,
      relief: [...stitches, at(hipPocket)].map((d) => seam(d, 7)).join("") + seam("M800 300L806 790", 8),
      print:
        thread(at(hipPocket), "#c9d4a8", 0.5) +
        (right ? thread("M846 310C850 440 846 560 812 690", "#c9d4a8", 0.5) : ""),
    },
  ];
};

const pockets = (right: boolean): Part[] => {
  const at = (d: string) => (right ? mirror(d) : d);
  const reach = right ? { left: 0.6 } : { right: 0.6 };
  const border = (d: string) => thread(at(d), "#c9d4a8", 0.5);
  return [
    {
      outline: at(thighPocket),
      cloth: cloths.olive,
      round: 44,
      bulge: 0.7,
      reach,
      worn: 8,
      shadow: 0.8,
      relief: seam(at(gusset), 8),
      folds: valleys(18, [
        [right ? 1210 : 390, 1060, right ? 1140 : 460, 1040, right ? 1070 : 530, 960, 24],
        [right ? 970 : 630, 1080, right ? 1020 : 580, 1040, right ? 1040 : 560, 960, 20],
      ]),
    },
    {
      ...flap(
        thighFlap,
        at,
        border("M392 866C470 890 560 898 640 884") + (right ? chipField(1104, 802, 78, "left") : ""),
      ),
      reach,
      printGlow: 0.5,
    },
    { outline: at(shinPocket), cloth: cloths.olive, round: 36, bulge: 0.6, reach, worn: 7, shadow: 0.75 },
    { ...flap(shinFlap, at, border("M414 1296C480 1312 550 1316 618 1308")), reach },
    ...strapWith(
      at("M556 792L592 794L590 1010L558 1010Z"),
      at("M546 880L602 882L602 926L546 924Z"),
      at("M562 1004L588 1004L586 1064L564 1064Z"),
    ),
  ];
};

const loops = [590, 700, 900, 1010].map(
  (x): Part => ({
    outline: `M${x - 13} 212L${x + 13} 212L${x + 13} 316L${x - 13} 316Z`,
    cloth: cloths.olive,
    round: 8,
    worn: 0,
    shadow: 0.6,
  }),
);

const parts: Part[] = [
  {
    outline: inside,
    cloth: { ...cloths.oliveDark, colour: "#22261c" },
    round: 20,
    worn: 1,
    key: 0.4,
    reach: { left: 0.1, right: 0.1 },
  },
  ...side(false),
  ...side(true),
  ...pockets(false),
  ...pockets(true),
  tagPatch(1104, 802, { size: 78, turn: -3 }),
  {
    outline: waist,
    cloth: cloths.olive,
    round: 40,
    bulge: 0.5,
    worn: 4,
    relief: seam("M532 222C640 242 960 242 1068 222", 4) + seam(fly, 4),
    shadow: 0.6,
  },
  {
    outline: "M532 232C640 254 960 254 1068 232L1070 276C960 298 640 298 530 276Z",
    cloth: cloths.webbing,
    round: 14,
    bulge: 0.5,
    worn: 1,
    shadow: 0.6,
  },
  ...loops,
  {
    outline: "M752 232L848 232L848 304L752 304Z",
    cloth: { ...cloths.nylon, colour: "#4a465c" },
    round: 14,
    worn: 0,
    relief: seam("M776 250L824 250L824 286L776 286Z", 6),
  },
  ...strapWith(
    "M962 280C990 340 1000 430 992 560L962 558C968 440 962 350 940 292Z",
    "M954 420L1008 424L1004 462L950 458Z",
    "M964 552L992 554L988 626L964 624Z",
  ),
];

export const garment: Garment = {
  slug: "cyber-cargo",
  sign: "diagonals",
  views: {
    front: {
      parts,
      footprint: 430,
      alt: "Loose olive cargo trousers from the front with six pockets, a webbing belt and straps with acid pullers, gathered ankles, chip tag on the flap of the left thigh pocket.",
      tears: [
        [452, 14, 28, 7, 440, 1200],
        [472, 5, -18, 5, 480, 900],
        [1190, 12, -30, 8, 310, 780],
        [1540, 8, 26, 6, 860, 1290],
      ],
    },
  },
};
