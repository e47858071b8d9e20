import { useTranslations } from "next-intl";
import { ProductCard } from "@/features/catalogue/product-card.tsx";
import type { ProductCard as Card } from "@/features/catalogue/queries.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Arrow } from "@/ui/marks.tsx";

export function Featured({ products }: { products: Card[] }) {
  const t = useTranslations("home.featured");
  return (
    <section className="page pt-(--spacing-section)">
      <div className="mb-10 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <h2 className="text-h1 font-extrabold">{t("title")}</h2>
        <ButtonLink href="/products" look="bare">
          {t("all")} <Arrow className="size-5" />
        </ButtonLink>
      </div>
      <div className="grid grid-cols-1 gap-x-6 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
        {products.map((product) => (
          <ProductCard
            key={product.id}
            product={product}
            sizes="(min-width: 1024px) 400px, (min-width: 640px) 46vw, 92vw"
          />
        ))}
      </div>
    </section>
  );
}
