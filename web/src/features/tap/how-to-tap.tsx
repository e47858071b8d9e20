import { useTranslations } from "next-intl";
import { ChipMark } from "@/ui/marks.tsx";

/** The tap page without a tap: what to do to get one. */
export function HowToTap() {
  const t = useTranslations("tap.howTo");
  return (
    <section className="mx-auto max-w-xl px-5 pt-12">
      <ChipMark className="w-56" />
      <h1 className="mt-8 text-[clamp(2.2rem,10vw,3.5rem)] leading-none font-black">{t("title")} </h1>
      <p className="mt-5 text-lg">{t("words")}</p>
      <dl className="mt-8 border-t border-line">
        {(["android", "iphone", "nothing"] as const).map((phone) => (
          <div key={phone} className="grid gap-x-6 border-b border-line py-4 sm:grid-cols-[9rem_1fr]">
            <dt className="font-semibold">{t(`${phone}.name`)}</dt>
            <dd className="text-fog">{t(`${phone}.words`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
