import { ink } from "../kit/palette.ts";
import { sheet } from "../kit/paths.ts";
import { seeded } from "../kit/random.ts";

/** Where the wall ends and the street begins, in units. */
export const horizon = 1600;
/** The line a garment is mirrored in: a little below its hem, as it hangs just above the street. */
export const waterline = 1762;

/** The wall of the shop: haze of the sign in the middle, the two lamps at the sides. */
export function wallFragment(width: number = sheet.width): string {
  return `<radialGradient id="wall" cx=".5" cy=".4" r=".74"><stop offset="0" stop-color="#33236f"/><stop offset=".34" stop-color="#1a1240"/><stop offset=".72" stop-color="#0a0818"/><stop offset="1" stop-color="${ink.void}"/></radialGradient>
<rect width="${width}" height="${sheet.height}" fill="url(#wall)"/>
<ellipse cx="270" cy="930" rx="300" ry="620" fill="${ink.cyan}" opacity=".15" filter="url(#blur120)"/>
<ellipse cx="${width - 260}" cy="930" rx="300" ry="620" fill="${ink.magenta}" opacity=".18" filter="url(#blur120)"/>`;
}

/** The street: a chess board that runs to the horizon. */
export function streetFragment(width: number = sheet.width): string {
  const depth = sheet.height - horizon;
  const rows = 7;
  const cell = 250;
  const reach = Math.ceil(width / 180);
  const rowAt = (i: number) => horizon + 8 + depth * (i / rows) ** 1.9;
  const spread = (y: number) => (0.3 + (0.7 * (y - horizon)) / depth) * 1.25;
  const corner = (column: number, y: number) =>
    `${(width / 2 + column * cell * spread(y)).toFixed(1)},${y.toFixed(1)}`;
  let squares = "";
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [rowAt(row), rowAt(row + 1)];
    for (let column = -reach; column < reach; column++) {
      if ((row + column) & 1) continue;
      squares += `<polygon points="${corner(column, top)} ${corner(column + 1, top)} ${corner(column + 1, bottom)} ${corner(column, bottom)}"/>`;
    }
  }
  return `<linearGradient id="near" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".2"/><stop offset=".3" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity=".45"/></linearGradient>
<mask id="street" maskUnits="userSpaceOnUse" x="0" y="${horizon}" width="${width}" height="${depth}"><rect y="${horizon}" width="${width}" height="${depth}" fill="url(#near)"/></mask>
<linearGradient id="kerb" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#04040a" stop-opacity="0"/><stop offset=".12" stop-color="#04040a" stop-opacity=".72"/><stop offset="1" stop-color="#04040a" stop-opacity=".8"/></linearGradient>
<rect y="${horizon - 30}" width="${width}" height="${depth + 30}" fill="url(#kerb)"/>
<g fill="#8e7dff" opacity=".34" mask="url(#street)">${squares}</g>`;
}

/** Light lying in the puddles. */
export function wetFragment(room: number = sheet.width): string {
  const random = seeded("puddles");
  let glints = "";
  for (let i = 0; i < 26; i++) {
    const x = 140 + random() * (room - 280);
    const y = horizon + 60 + random() ** 0.8 * 330;
    const width = 40 + random() * 190;
    const colour = x < room * 0.4 ? ink.cyan : x > room * 0.6 ? ink.magenta : ink.uv;
    glints += `<rect x="${(x - width / 2).toFixed(0)}" y="${y.toFixed(0)}" width="${width.toFixed(0)}" height="${(2 + random() * 4).toFixed(1)}" rx="2" fill="${colour}" opacity="${(0.14 + random() * 0.4).toFixed(2)}"/>`;
  }
  return `<g filter="url(#blur30)"><rect x="240" y="1690" width="130" height="300" fill="${ink.cyan}" opacity=".3"/><rect x="${room - 370}" y="1690" width="130" height="300" fill="${ink.magenta}" opacity=".34"/></g><g filter="url(#blur3)">${glints}</g>`;
}

/** The shade a garment throws on the street. */
export function contactFragment(halfWidth: number, middle = 800): string {
  return `<ellipse cx="${middle}" cy="1800" rx="${halfWidth}" ry="46" fill="#000" opacity=".75" filter="url(#blur30)"/>`;
}
