import type { Schemas } from "@/api.ts";
import { Picture } from "@/ui/picture.tsx";

/**
 * A picture of a product, as the API lists it. `alt` is the API's own; give an empty one where the name stands beside
 * it. A product without a picture keeps its place.
 */
export function ProductPicture({
  image,
  alt = image?.alt ?? "",
  className = "",
  ...rest
}: {
  image: Schemas["ProductImage"] | null | undefined;
  alt?: string;
  sizes: string;
  eager?: boolean;
  className?: string;
}) {
  if (!image) return <div aria-hidden className={`bg-panel ${className}`} />;
  return (
    <Picture
      {...rest}
      sources={image.sources}
      placeholder={image.placeholder}
      alt={alt}
      className={className}
    />
  );
}
