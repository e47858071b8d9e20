import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { CatalogueFilter } from "@/features/catalogue/catalogue-filter.tsx";
import { readFilter } from "@/features/catalogue/filter.ts";
import { NothingFound } from "@/features/catalogue/nothing-found.tsx";
import { ProductCard } from "@/features/catalogue/product-card.tsx";
import { findProducts } from "@/features/catalogue/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("catalogue.page");
  return { title: t("title") };
}

export default async function CataloguePage({ searchParams }: Page) {
  const t = await getTranslations("catalogue");
  const filter = readFilter(await searchParams);
  const products = await findProducts(filter);
  const title = filter.category ? t(`category.${filter.category}`) : (filter.collection ?? t("page.title"));
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{title}</h1>
      <p className="mt-3 text-lg text-fog">{t("page.count", { count: products.length })}</p>
      <CatalogueFilter filter={filter} />
      {products.length === 0 ? (
        <NothingFound />
      ) : (
        <div className="grid grid-cols-1 gap-x-6 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
          {products.map((product, index) => (
            <ProductCard
              key={product.id}
              product={product}
              heading="h2"
              eager={index < 3}
              sizes="(min-width: 1024px) 400px, (min-width: 640px) 46vw, 92vw"
            />
          ))}
        </div>
      )}
    </div>
  );
}
