import type { Garment } from "./garment.ts";
import { garment as neonHoodie } from "./garments/neon-hoodie.ts";
import { garment as pulseTee } from "./garments/pulse-tee.ts";
import { garment as voidJacket } from "./garments/void-jacket.ts";
import { fadingChess, glitched, wordmark } from "./kit/marks.ts";
import { ink } from "./kit/palette.ts";
import { sheet } from "./kit/paths.ts";
import { emptyStage, placeStage, type Stage } from "./kit/stage.ts";
import { lightView, type Picture } from "./render.ts";
import { contactFragment, streetFragment, wallFragment, wetFragment } from "./scene/backdrop.ts";
import { bloom, develop, type Tear, tear } from "./scene/develop.ts";
import { draw, emptyFrame, layStage, reflect } from "./scene/frame.ts";
import { dotCloth, dotWall } from "./scene/halftone.ts";
import { signFragment } from "./scene/signs.ts";

/** Pixels per unit: 3556 x 2000 units become 1600 x 900 pixels. */
const scale = 0.45;
const width = 3556;
const ringX = 2360;

type Place = { garment: Garment; middle: number; size: number; drop: number };

/** From the back to the front. `drop` moves a smaller garment down to the street. */
const lineUp: readonly Place[] = [
  { garment: voidJacket, middle: 1740, size: 0.84, drop: 205 },
  { garment: pulseTee, middle: 3010, size: 0.84, drop: 180 },
  { garment: neonHoodie, middle: ringX, size: 1, drop: 0 },
];

const word = (fill: string) =>
  wordmark(210, 660, 2.2, fill, 18) + fadingChess(166, 1000, 22, 2, 46, fill, "the street is the board");

const tears: readonly Tear[] = [
  [700, 20, 40, 10, 120, 1360],
  [730, 8, -30, 8, 200, 900],
  [1240, 14, -34, 8, 1160, 1900],
  [1300, 12, 30, 8, 2720, 3540],
];

async function stageOf(): Promise<Stage> {
  const all = emptyStage(Math.round(width * scale), Math.round(sheet.height * scale), scale);
  for (const { garment, middle, size, drop } of lineUp) {
    const own = await lightView(garment.views.front, scale * size);
    const x = Math.round((middle - (sheet.width / 2) * size) * scale);
    placeStage(all, own, x, Math.round(drop * scale));
  }
  return all;
}

/** The wide picture of the README and of shared links, as RGB bytes: the wordmark and three garments in the street. */
export async function renderHero(): Promise<Picture> {
  const frame = emptyFrame(scale, width);
  const stage = await stageOf();
  await draw(frame, wallFragment(width), "over");
  await draw(
    frame,
    `<g transform="translate(${ringX - sheet.width / 2} 0)">${signFragment("ring")}</g>`,
    "light",
    1.15,
  );
  await draw(frame, streetFragment(width), "over");
  await draw(frame, wetFragment(width), "light", 0.9);
  for (const { middle, garment, size } of lineUp) {
    await draw(frame, contactFragment(garment.views.front.footprint * size, middle), "over");
  }
  reflect(frame, stage);
  dotWall(frame, stage, ringX);
  const box = { x: 200, y: 630, width: 1120, height: 480 };
  await draw(frame, `<g filter="url(#blur60)" opacity=".66">${word(ink.acid)}</g>`, "light", 0.7);
  await draw(frame, glitched(word, box, { seed: "hero", bands: 11, slip: 40 }), "over", 1.1);
  layStage(frame, stage);
  dotCloth(frame, stage);
  tear(frame, tears);
  bloom(frame);
  return { width: frame.width, height: frame.height, data: develop(frame, "hero") };
}
