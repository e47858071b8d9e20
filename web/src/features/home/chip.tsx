import { useTranslations } from "next-intl";
import { ButtonLink } from "@/ui/button.tsx";
import { ChipMark } from "@/ui/marks.tsx";

const steps = ["hold", "signs", "read"] as const;

export function Chip() {
  const t = useTranslations("home.chip");
  return (
    <section id="chip" className="page pt-(--spacing-section)">
      <div className="grid items-center gap-x-16 gap-y-12 lg:grid-cols-[1fr_1.1fr]">
        <div className="relative mx-auto w-full max-w-md">
          <TapDrawing />
        </div>
        <div>
          <h2 className="text-h1 font-extrabold">{t("title")}</h2>
          <ol className="mt-8 space-y-7">
            {steps.map((step, index) => (
              <li key={step} className="grid grid-cols-[3.5rem_1fr]">
                <span aria-hidden className="font-mono text-2xl text-cyan">
                  {index + 1}
                </span>
                <div>
                  <h3 className="text-h3 font-bold">{t(`${step}.title`)}</h3>
                  <p className="mt-1 max-w-[32rem] text-fog">{t(`${step}.words`)}</p>
                </div>
              </li>
            ))}
          </ol>
          <ButtonLink href="/tap" look="quiet" className="mt-9">
            {t("tap")}
          </ButtonLink>
        </div>
      </div>
    </section>
  );
}

/** A phone near a chip, and the line that it shows. */
function TapDrawing() {
  const t = useTranslations("home.chip.drawing");
  return (
    <div aria-hidden className="relative aspect-square">
      <div className="chess-[28px] absolute inset-0 text-uv/10 mask-[radial-gradient(closest-side,#000_30%,transparent)]" />
      <div className="absolute top-[8%] left-[10%] flex h-[78%] w-[44%] -rotate-6 flex-col justify-between border-2 border-line-strong bg-night p-[6%] shadow-[-30px_0_90px_-30px] shadow-cyan/50 [border-radius:26px]">
        <span className="mx-auto h-1.5 w-1/3 rounded-full bg-raised" />
        <div>
          <span className="label block text-acid">{t("verdict")}</span>
          <span className="mt-2 block font-display text-[clamp(1.6rem,7vw,2.6rem)] leading-none font-black">
            017
            <span className="block text-fog">/250</span>
          </span>
          <span className="mt-3 block text-sm text-fog">{t("product")}</span>
        </div>
        <span className="h-2 w-full bg-acid" />
      </div>
      <ChipMark className="absolute right-[2%] bottom-[14%] w-[50%] drop-shadow-[20px_0_60px_rgb(255_43_209/0.45)]" />
    </div>
  );
}
