/** Somebody's picture, or the first letter of their name where there is none. Beside the name, so without words of its own. */
export function Avatar({
  picture,
  name,
  className,
}: {
  picture: string | null;
  name: string;
  className: string;
}) {
  const shape = `cut-[14px] block shrink-0 border border-line-strong bg-night ${className}`;
  if (picture)
    return (
      // biome-ignore lint/performance/noImgElement: it comes in the one size there is.
      <img src={picture} alt="" width={400} height={400} className={`${shape} object-cover`} />
    );
  const [letter = ""] = name;
  return (
    <span aria-hidden className={`${shape} grid! place-items-center font-display font-bold text-fog`}>
      {letter.toUpperCase()}
    </span>
  );
}
