import type { Metadata } from "next";
import type { Page } from "@/app/page-props.ts";
import { CatalogueFilter } from "@/features/catalogue/catalogue-filter.tsx";
import { readFilter } from "@/features/catalogue/filter.ts";
import { NothingFound } from "@/features/catalogue/nothing-found.tsx";
import { ProductCard } from "@/features/catalogue/product-card.tsx";
import { findProducts } from "@/features/catalogue/queries.ts";
import { categoryWords } from "@/features/catalogue/words.ts";

export const metadata: Metadata = { title: "Pieces" };

export default async function CataloguePage({ searchParams }: Page) {
  const filter = readFilter(await searchParams);
  const products = await findProducts(filter);
  const title = filter.category ? categoryWords[filter.category] : (filter.collection ?? "Pieces");
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{title}</h1>
      <p className="mt-3 text-lg text-fog">
        {products.length === 1 ? "One piece" : `${products.length} pieces`}. Every one numbered, none made
        again.
      </p>
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
