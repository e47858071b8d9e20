/** The widths that a picture comes in, the widest last. */
export type Sources = { src: string; width: number }[];

const usualWidth = 800;

/**
 * One picture, 4:5. `sizes` is the width it takes in the page; `placeholder` stands while it loads. `eager` for the
 * picture that is seen first. An empty `alt` where its name stands beside it.
 */
export function Picture({
  sources,
  placeholder,
  alt,
  sizes,
  eager,
  className = "",
}: {
  sources: Sources;
  placeholder?: string;
  alt: string;
  sizes: string;
  eager?: boolean;
  className?: string;
}) {
  const usual = sources.find(({ width }) => width >= usualWidth) ?? sources.at(-1);
  const widest = sources.at(-1)?.width ?? usualWidth;
  return (
    // biome-ignore lint/performance/noImgElement: every width is a file already; there is no optimiser.
    <img
      src={usual?.src}
      srcSet={sources.map(({ src, width }) => `${src} ${width}w`).join(", ")}
      sizes={sizes}
      alt={alt}
      width={widest}
      height={Math.round(widest * 1.25)}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : undefined}
      decoding={eager ? "sync" : "async"}
      className={`bg-panel bg-cover ${className}`}
      style={{ backgroundImage: placeholder && `url("${placeholder}")` }}
    />
  );
}
