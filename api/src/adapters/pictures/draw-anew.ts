import sharp from "sharp";
import type { PictureRules, Redrawn, Sent } from "./pictures.ts";
import { sniffPicture } from "./sniff-picture.ts";
import { takeOutPicture } from "./take-out-picture.ts";

// Nothing else that libvips can load is ever tried: it would read SVG, PDF and what ImageMagick knows.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng"] });
sharp.cache(false);
sharp.concurrency(1);

const webp = { quality: 82, effort: 4, smartSubsample: true } as const;

/** See `Pictures.redraw`. It runs in a process of its own: draw-process.ts. */
export async function drawAnew(sent: Sent, rules: PictureRules): Promise<Redrawn> {
  const taken = await takeOutPicture(sent);
  if ("refused" in taken) return { ok: false, ...taken };
  const { picture } = taken;
  if (picture.length > rules.mostBytes) return { ok: false, refused: "too_large" };
  const kind = sniffPicture(picture);
  if (kind === null) return { ok: false, refused: "unknown_type" };
  if (kind === "animated") return { ok: false, refused: "animated" };
  try {
    const header = await sharp(picture, { limitInputPixels: false }).metadata();
    if (header.width * header.height > rules.mostPixels) return { ok: false, refused: "too_many_pixels" };
    const drawn = await sharp(picture, { limitInputPixels: rules.mostPixels, failOn: "error", pages: 1 })
      .timeout({ seconds: 10 })
      // Before what says which side is up is left behind.
      .autoOrient()
      .resize(
        rules.width,
        rules.height,
        rules.whole ? { fit: "inside", withoutEnlargement: true } : { fit: "cover" },
      )
      .webp(webp)
      .toBuffer();
    return { ok: true, webp: drawn };
  } catch (error) {
    const late = error instanceof Error && /timeout/i.test(error.message);
    return { ok: false, refused: late ? "too_slow" : "broken" };
  }
}
