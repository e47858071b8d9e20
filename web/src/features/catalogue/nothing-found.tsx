import { useTranslations } from "next-intl";
import { ButtonLink } from "@/ui/button.tsx";
import { VoidHood } from "@/ui/marks.tsx";
import { filterHref, type ProductFilter } from "./filter.ts";

/** Says what to take out: the words alone may find something, and everything always does. */
export function NothingFound({ filter: { q, sort: _, ...narrowing } }: { filter: ProductFilter }) {
  const t = useTranslations("catalogue.nothingFound");
  const narrowed = Object.keys(narrowing).length > 0;
  return (
    <div className="mx-auto max-w-md py-10 text-center">
      <VoidHood className="mx-auto w-40" />
      <h2 className="mt-6 text-h2 font-bold wrap-anywhere">{q ? t("words", { q }) : t("title")}</h2>
      <p className="mt-2 text-fog">{t(q ? "spelling" : "narrow")}</p>
      <div className="mt-6 flex flex-wrap justify-center gap-4">
        {q && narrowed && (
          <ButtonLink href={filterHref({ q })} data-filter>
            {t("wordsAlone")}
          </ButtonLink>
        )}
        <ButtonLink href="/products" data-filter look={q && narrowed ? "quiet" : "primary"}>
          {t("all")}
        </ButtonLink>
      </div>
    </div>
  );
}
