import { useTranslations } from "next-intl";

const missing = 27;

/** A chessboard with one square missing. That square is the way home. */
export function PageNotFound() {
  const t = useTranslations("site.notFound");
  return (
    <div className="page grid min-h-[75dvh] items-center gap-12 py-16 md:grid-cols-2">
      <div>
        <p className="label text-fog">404</p>
        <h1 className="mt-3 text-h1 font-extrabold">{t("title")}</h1>
        <p className="mt-4 max-w-md text-lg text-fog">{t("words")}</p>
      </div>
      <div className="mx-auto grid w-full max-w-md grid-cols-8 border-2 border-line">
        {Array.from({ length: 64 }, (_, index) =>
          index === missing ? (
            <a
              // biome-ignore lint/suspicious/noArrayIndexKey: squares of a board never change places.
              key={index}
              href="/"
              className="z-10 aspect-square bg-acid shadow-[0_0_60px] shadow-acid/50 transition-[scale] hover:scale-110"
            >
              <span className="sr-only">{t("home")}</span>
            </a>
          ) : (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: squares of a board never change places.
              key={index}
              className={`aspect-square ${(index + Math.floor(index / 8)) % 2 === 0 ? "bg-raised" : "bg-night"}`}
            />
          ),
        )}
      </div>
    </div>
  );
}
