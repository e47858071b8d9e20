import type { Metadata } from "next";
import type { Schemas } from "@/api.ts";

/** The picture that other sites show with a link to a product. */
export function sharePicture([image]: Schemas["ProductImage"][]): Metadata["openGraph"] {
  return image && { images: [{ url: image.src, width: image.sources.at(-1)?.width, alt: image.alt }] };
}
