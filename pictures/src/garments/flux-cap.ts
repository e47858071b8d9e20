import type { Garment } from "../garment.ts";
import { cloths } from "../kit/cloth.ts";
import { ridges, valleys, whole } from "../kit/fold.ts";
import { chipField, glitched, seam, thread, wordmark } from "../kit/marks.ts";
import type { Part } from "../kit/part.ts";
import { mirror } from "../kit/paths.ts";
import { tagPatch } from "../kit/tag.ts";
import { plinth } from "../scene/plinth.ts";

const crown = whole(
  "M800 322C640 318 500 378 418 500C360 590 330 720 318 900C330 960 420 990 520 1000C620 1010 720 1012 800 1012",
);
const frontPanel = "M620 362C600 520 584 720 580 1000";
const sideSeam = "M470 446C420 560 386 720 372 960";
const brimTop = whole(
  "M800 884C660 884 500 900 366 960C320 984 288 1040 270 1110C262 1150 262 1180 270 1206C420 1090 620 1056 800 1056",
);
const brimEdge = whole(
  "M800 1044C620 1044 420 1078 266 1192C258 1206 260 1222 274 1226C430 1112 624 1076 800 1076",
);
const under = whole(
  "M800 1060C620 1060 420 1096 270 1214C330 1230 420 1226 500 1212C600 1192 700 1182 800 1182",
);
const button = "M764 322C764 300 836 300 836 322C836 338 764 338 764 322Z";

const crownFolds = [
  ...valleys(16, [
    [420, 940, 470, 840, 480, 700, 26],
    [1180, 940, 1120, 860, 1100, 740, 26],
    [690, 340, 720, 380, 790, 400, 14],

    [346, 900, 400, 820, 410, 720, 20],
    [1250, 880, 1200, 820, 1190, 700, 20],
  ]),
  ...ridges(12, [
    [450, 900, 500, 760, 560, 640, 18],
    [1150, 900, 1120, 780, 1060, 640, 18],
  ]),
];
const rows = [0, 1, 2, 3].map((i) => {
  const y = 916 + i * 34;
  const x = 372 - i * 22;
  const half = `M800 ${y}C650 ${y} 500 ${y + 20} ${x} ${y + 80 + i * 16}`;
  return half + mirror(half);
});
const underRows = [0, 1, 2].map((i) => {
  const y = 1090 + i * 30;
  const half = `M800 ${y}C640 ${y} 460 ${y + 30} ${310 + i * 30} ${y + 118 - i * 14}`;
  return half + mirror(half);
});
const eyelet = (x: number, y: number) =>
  `<circle cx="${x}" cy="${y}" r="13" fill="none" stroke="#fff" stroke-width="7"/><circle cx="${x}" cy="${y}" r="7" fill="#000"/>`;

const word = (fill: string) => wordmark(575, 596, 1.02, fill, 16);
const parts: Part[] = [
  ...plinth(1150),
  {
    outline: crown,
    cloth: cloths.canvas,
    round: 300,
    bulge: 0.85,
    worn: 5,
    folds: crownFolds,
    shadow: 0,
    relief:
      [frontPanel, mirror(frontPanel), sideSeam, mirror(sideSeam)].map((path) => seam(path, 7)).join("") +
      eyelet(520, 520) +
      eyelet(1080, 520) +
      eyelet(414, 700) +
      eyelet(1186, 700),
    print:
      [frontPanel, mirror(frontPanel)]
        .map((path) => thread(path.replace("M620", "M608").replace("580 1000", "568 1000")))
        .join("") +
      glitched(word, { x: 560, y: 590, width: 490, height: 134 }, { seed: "cap 4", bands: 7, slip: 18 }),
  },
  { outline: button, cloth: cloths.canvas, round: 20, worn: 0, shadow: 0.5 },
  {
    outline: under,
    cloth: { ...cloths.uv, colour: "#5a3fd0" },
    round: 60,
    bulge: 0.3,
    worn: 2,
    key: 0.55,
    shadow: 0.7,
    relief: underRows.map((path) => seam(path, 4)).join(""),
    shade: `<path d="${brimEdge}" fill="#000" opacity=".75" filter="url(#blur20)"/>`,
    print: chipField(1010, 1096, 84, "left"),
  },
  tagPatch(1010, 1096, { size: 84, turn: 8 }),
  {
    outline: brimTop,
    shade: `<linearGradient id="brim" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".55"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/></linearGradient><path d="${brimTop}" fill="url(#brim)"/>`,
    cloth: cloths.canvas,
    round: 110,
    bulge: 0.5,
    worn: 3,
    shadow: 0.75,
    relief: rows.map((path) => seam(path, 5)).join(""),
    print: rows.map((path) => thread(path, "#9a92d6", 0.35)).join(""),
  },
  {
    outline: brimEdge,
    cloth: cloths.canvas,
    round: 15,
    worn: 0,
    shadow: 0.5,
  },
];

export const garment: Garment = {
  slug: "flux-cap",
  sign: "square",
  views: {
    front: {
      parts,
      footprint: 560,
      alt: "Five-panel canvas cap in graphite from the front on a plinth, acid FLUX wordmark broken into slices, curved brim with violet underside, chip tag under the brim.",
      tears: [
        [640, 12, 26, 7, 480, 1130],
        [660, 5, -18, 5, 300, 900],
        [900, 10, -30, 8, 250, 760],
      ],
    },
  },
};
