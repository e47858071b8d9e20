import type { Schemas } from "@/api.ts";
import drawn from "@/pictures.gen.json";

const placeholders = new Map(
  Object.entries(drawn).flatMap(([slug, views]) =>
    Object.entries(views).map(([view, { width, placeholder }]) => [
      `/products/${slug}-${view}-${width}.webp`,
      placeholder,
    ]),
  ),
);

/** A few blurred pixels to stand while a picture loads. Only the pictures that were drawn here have them. */
export function placeholderOf({ src }: Schemas["ProductImage"]): string | undefined {
  return placeholders.get(src);
}
