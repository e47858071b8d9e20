import { useTranslations } from "next-intl";

/** Pictures of a review. Each leads to itself, as large as it is. */
export function ReviewPictures({ pictures }: { pictures: string[] }) {
  const t = useTranslations("reviews.card");
  if (pictures.length === 0) return null;
  return (
    <ul className="mt-4 flex flex-wrap gap-3">
      {pictures.map((picture, at) => (
        <li key={picture}>
          <a href={picture} className="block">
            {/* biome-ignore lint/performance/noImgElement: it is drawn at its size already. */}
            <img
              src={picture}
              alt={t("picture", { number: at + 1 })}
              loading="lazy"
              className="size-28 border border-line object-cover hover:border-acid"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
