import { ink } from "../kit/palette.ts";
import type { Path } from "../kit/paths.ts";

export type Sign = "ring" | "bars" | "diagonals" | "hexagon" | "square";

/** A glass tube: wide haze, halo, coloured glass, white gas. */
export function tube(path: Path, colour: string, width = 10, opacity = 1): string {
  return `<g fill="none" stroke-linecap="round" stroke-linejoin="round" opacity="${opacity}">
<path d="${path}" stroke="${colour}" stroke-width="${width * 6}" opacity=".46" filter="url(#blur60)"/>
<path d="${path}" stroke="${colour}" stroke-width="${width * 2.6}" opacity=".85" filter="url(#blur12)"/>
<path d="${path}" stroke="${colour}" stroke-width="${width}"/>
<path d="${path}" stroke="#fff" stroke-width="${width * 0.36}" opacity=".92"/></g>`;
}

const arcs = {
  left: "M250 850C226 690 262 520 356 392",
  right: "M1350 850C1374 690 1338 520 1244 392",
};

const signs: Record<Sign, { uv: Path[]; cyan: Path; magenta: Path }> = {
  ring: {
    uv: [
      "M486 1180C360 1090 300 950 322 790C350 590 520 350 800 350C1080 350 1250 590 1278 790C1300 950 1240 1090 1114 1180",
    ],
    cyan: arcs.left,
    magenta: arcs.right,
  },
  bars: {
    uv: ["M800 110L800 1540", "M400 180L400 1540", "M1200 180L1200 1540"],
    cyan: "M190 520L190 1330",
    magenta: "M1410 420L1410 1230",
  },
  diagonals: {
    uv: ["M330 1420L860 230", "M740 1420L1270 230"],
    cyan: "M250 1180L470 686",
    magenta: "M1350 470L1130 964",
  },
  hexagon: {
    uv: ["M800 170L1330 476L1330 1088L800 1394L270 1088L270 476Z"],
    cyan: "M352 1000L352 560L420 520",
    magenta: "M1248 560L1248 1000L1180 1040",
  },
  square: {
    uv: ["M800 120L1470 790L800 1460L130 790Z"],
    cyan: "M236 790L560 466",
    magenta: "M1364 790L1040 1114",
  },
};

/** The neon sign behind a garment: one figure per category, and one short tube of each side light. */
export function signFragment(sign: Sign): string {
  const { uv, cyan, magenta } = signs[sign];
  return (
    uv.map((path) => tube(path, ink.uv, 13, 0.95)).join("") +
    tube(cyan, ink.cyan, 7, 0.85) +
    tube(magenta, ink.magenta, 7, 0.85)
  );
}
