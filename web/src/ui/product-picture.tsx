import pictures from "@/pictures.gen.json";

type View = "front" | "back" | "detail" | "flat";
const widths = [480, 800, 1200];
const drawn: Record<string, Partial<Record<View, { placeholder: string }>> | undefined> = pictures;

/**
 * One view of a product, 4:5, from the committed files. `sizes` is the width it takes in the page.
 * `eager` for the picture that is seen first. An empty `alt` where the name stands beside it.
 */
export function ProductPicture({
  slug,
  view = "front",
  alt,
  sizes,
  eager,
  className = "",
}: {
  slug: string;
  view?: View;
  alt: string;
  sizes: string;
  eager?: boolean;
  className?: string;
}) {
  const file = (width: number) => `/products/${slug}-${view}-${width}.webp`;
  return (
    // biome-ignore lint/performance/noImgElement: the widths are rendered and committed; there is no optimiser.
    <img
      src={file(800)}
      srcSet={widths.map((width) => `${file(width)} ${width}w`).join(", ")}
      sizes={sizes}
      alt={alt}
      width={1200}
      height={1500}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : undefined}
      decoding={eager ? "sync" : "async"}
      className={`bg-panel bg-cover ${className}`}
      style={{ backgroundImage: placeholderOf(slug, view) }}
    />
  );
}

function placeholderOf(slug: string, view: View): string | undefined {
  const placeholder = drawn[slug]?.[view]?.placeholder;
  return placeholder && `url("${placeholder}")`;
}
