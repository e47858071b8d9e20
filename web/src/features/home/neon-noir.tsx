import Link from "next/link";
import { useTranslations } from "next-intl";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";
import type { ProductCard } from "@/features/catalogue/queries.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Glitch } from "@/ui/glitch.tsx";
import { Price } from "@/ui/price.tsx";

/** The one lit section of the page: its products hung at three heights. */
export function NeonNoir({ products }: { products: ProductCard[] }) {
  const t = useTranslations("home.neonNoir");
  if (products.length === 0) return null;
  return (
    <section
      id="neon-noir"
      className="relative mt-(--spacing-section) overflow-hidden bg-haze/60 py-(--spacing-section)"
    >
      <div
        aria-hidden
        className="absolute inset-0 bg-[radial-gradient(50%_60%_at_0%_20%,rgb(34_231_255/.2),transparent_70%),radial-gradient(50%_60%_at_100%_80%,rgb(255_43_209/.22),transparent_70%)]"
      />
      <div className="page relative">
        <div className="flex flex-wrap items-end justify-between gap-x-12 gap-y-5">
          <h2 className="text-[clamp(3rem,11vw,9rem)] leading-[0.86] font-black tracking-[-0.02em] uppercase">
            <Glitch text={t("neon")} />
            <br />
            <Glitch text={t("noir")} />
          </h2>
          <div className="max-w-sm">
            <p className="text-lg">{t("words")}</p>
            <ButtonLink href="/products?collection=NEON+NOIR" look="quiet" className="mt-5">
              {t("collection")}
            </ButtonLink>
          </div>
        </div>
        <ul className="mt-12 grid gap-6 sm:grid-cols-3 lg:gap-10">
          {products.map((product, index) => (
            <li key={product.id} className={["", "sm:mt-16", "sm:mt-6"][index % 3]}>
              <Link href={`/products/${product.slug}`} prefetch={false} className="group block">
                <ProductPicture
                  image={product.images[0]}
                  alt=""
                  sizes="(min-width: 640px) 31vw, 92vw"
                  className="cut-[36px] block aspect-4/5 h-auto w-full object-cover shadow-[0_0_80px_-20px] shadow-uv/60 transition-[filter] duration-[320ms] group-hover:brightness-125"
                />
                <span className="mt-4 flex items-baseline justify-between gap-4">
                  <span className="font-display text-h3 font-bold underline-offset-4 group-hover:underline">
                    {product.name}
                  </span>
                  <Price money={product.price} className="text-lg" />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
