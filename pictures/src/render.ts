import type { Garment, View, Views } from "./garment.ts";
import { sheet } from "./kit/paths.ts";
import { layPart, spillLamps } from "./kit/relief.ts";
import { emptyStage, type Stage } from "./kit/stage.ts";
import { contactFragment, streetFragment, wallFragment, wetFragment } from "./scene/backdrop.ts";
import { bloom, develop, tear } from "./scene/develop.ts";
import { draw, emptyFrame, layStage, reflect } from "./scene/frame.ts";
import { dotCloth, dotWall } from "./scene/halftone.ts";
import { signFragment } from "./scene/signs.ts";

export type Picture = { width: number; height: number; data: Uint8Array };

/** Lights one view on a transparent ground, at `scale` pixels per unit. */
export async function lightView(view: View, scale: number): Promise<Stage> {
  const stage = emptyStage(Math.round(sheet.width * scale), Math.round(sheet.height * scale), scale);
  for (const [index, part] of view.parts.entries()) await layPart(stage, part, index * 13 + 1);
  spillLamps(stage);
  return stage;
}

/** Draws one view at `scale` pixels per unit (1 is 1600 x 2000) as RGB bytes. */
export async function render(garment: Garment, name: Views, scale: number): Promise<Picture> {
  const view = garment.views[name];
  const frame = emptyFrame(scale);
  const stage = await lightView(view, scale);

  await draw(frame, wallFragment(), "over");
  await draw(frame, signFragment(garment.sign), "light", 1.15);
  await draw(frame, streetFragment(), "over");
  await draw(frame, wetFragment(), "light", 0.9);
  await draw(frame, contactFragment(view.footprint), "over");
  reflect(frame, stage);
  dotWall(frame, stage);
  layStage(frame, stage);
  dotCloth(frame, stage);
  tear(frame, view.tears);
  bloom(frame);
  return { width: frame.width, height: frame.height, data: develop(frame, `${garment.slug} ${name}`) };
}
