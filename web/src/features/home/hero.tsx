import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Glitch } from "@/ui/glitch.tsx";
import { Arrow } from "@/ui/marks.tsx";

/** How many garments of how many products there will ever be, and how many of them are left. */
export function Hero({
  picture,
  products,
  made,
  left,
}: {
  picture: ComponentProps<typeof ProductPicture>["image"];
  products: number;
  made: number;
  left: number;
}) {
  const t = useTranslations("home.hero");
  return (
    <section className="lit relative isolate overflow-hidden">
      <div className="street -z-20" aria-hidden />
      <ProductPicture
        image={picture}
        eager
        sizes="(min-width: 1024px) 780px, 100vw"
        className="hero-picture absolute -top-[6vw] left-1/2 -z-10 h-auto w-full max-w-[27rem] -translate-x-1/2 bg-transparent bg-none! lg:top-1/2 lg:left-[51%] lg:w-[50vw] lg:max-w-[46rem] lg:translate-x-0 lg:-translate-y-[48%]"
      />
      <div className="page grid min-h-[min(54rem,calc(100svh-4rem))] content-end pb-10 lg:content-center lg:pb-14">
        <p className="label mt-[min(70vw,18rem)] text-cyan lg:mt-0">{t("drop", { count: products })}</p>
        <h1 className="mt-3 text-display font-black tracking-[-0.02em] uppercase drop-shadow-[0_2px_24px_rgb(5_6_11/0.8)]">
          <Glitch text={t("your")} />
          <br />
          <Glitch text={t("move")} />
        </h1>
        <p className="mt-6 max-w-[30rem] text-lg/relaxed lg:mt-8">{t("words")}</p>
        <div className="mt-7 flex flex-wrap items-center gap-x-8 gap-y-3">
          <ButtonLink href="/products" size="large">
            {t("products")} <Arrow className="size-5" />
          </ButtonLink>
          <ButtonLink href="#chip" look="bare">
            {t("chip")}
          </ButtonLink>
        </div>
        {made > 0 && (
          <p className="mt-8 font-mono text-label">
            {t("left", { made: made.toLocaleString("en-IN"), left: left.toLocaleString("en-IN") })}
          </p>
        )}
      </div>
    </section>
  );
}
