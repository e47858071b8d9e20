import { useTranslations } from "next-intl";
import { Reveal } from "@/ui/reveal.tsx";

const chapters = ["counted", "knows", "changes"] as const;

export function Story() {
  const t = useTranslations("home.story");
  return (
    <section className="page grid gap-14 pt-(--spacing-section) lg:grid-cols-[1.15fr_1fr] lg:gap-20">
      <div>
        <h2 className="label text-fog">{t("title")}</h2>
        <Reveal
          className="mt-5 text-[clamp(1.6rem,3.4vw,2.9rem)] leading-[1.18] font-medium text-balance"
          text={t("words")}
        />
      </div>
      <div className="self-end border-t border-line-strong">
        {chapters.map((chapter, index) => (
          <details
            key={chapter}
            name="story"
            open={index === 0}
            className="group border-b border-line-strong"
          >
            <summary className="flex items-baseline gap-5 py-5">
              <span className="flex-1">
                <span className="block font-display text-2xl font-bold transition-colors group-hover:text-acid">
                  {t(`${chapter}.title`)}
                </span>
                <span className="mt-1 block text-fog">{t(`${chapter}.line`)}</span>
              </span>
              <span
                aria-hidden
                className="font-mono text-2xl leading-none text-fog transition-transform duration-[220ms] group-open:rotate-45"
              >
                +
              </span>
            </summary>
            <p className="max-w-(--container-text) pb-6">{t(`${chapter}.more`)}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
