import { useTranslations } from "next-intl";
import { ButtonLink } from "@/ui/button.tsx";
import { VoidHood } from "@/ui/marks.tsx";

export function NothingFound() {
  const t = useTranslations("catalogue.nothingFound");
  return (
    <div className="mx-auto max-w-md py-10 text-center">
      <VoidHood className="mx-auto w-40" />
      <h2 className="mt-6 text-h2 font-bold">{t("title")}</h2>
      <p className="mt-2 text-fog">{t("words")}</p>
      <ButtonLink href="/products" className="mt-6">
        {t("all")}
      </ButtonLink>
    </div>
  );
}
