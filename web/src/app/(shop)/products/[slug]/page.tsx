import type { Metadata } from "next";
import Link from "next/link";
import type { Page } from "@/app/page-props.ts";
import { AddToBag } from "@/features/catalogue/add-to-bag.tsx";
import { Choices } from "@/features/catalogue/choices.tsx";
import { EditionBoard } from "@/features/catalogue/edition-board.tsx";
import { Gallery } from "@/features/catalogue/gallery.tsx";
import { ProductFacts } from "@/features/catalogue/product-facts.tsx";
import { findProduct } from "@/features/catalogue/queries.ts";
import { selectionOf } from "@/features/catalogue/selection.ts";
import { categoryWords } from "@/features/catalogue/words.ts";
import { Badge } from "@/ui/badge.tsx";
import { Price } from "@/ui/price.tsx";

export async function generateMetadata({ params }: Page<{ slug: string }>): Promise<Metadata> {
  const product = await findProduct((await params).slug);
  return {
    title: product.name,
    description: product.description,
    openGraph: { images: [{ url: `/products/${product.slug}-front-1200.webp`, width: 1200, height: 1500 }] },
  };
}

export default async function ProductPage({ params, searchParams }: Page<{ slug: string }>) {
  const product = await findProduct((await params).slug);
  const selection = selectionOf(product, await searchParams);
  const { variant, size, color } = selection;
  return (
    <div className="page grid items-start gap-x-14 gap-y-8 pt-6 lg:grid-cols-[1.15fr_1fr] lg:pt-10">
      <Gallery product={product} />
      <div className="lg:sticky lg:top-24 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <nav aria-label="You are here" className="text-sm text-fog">
          <Link href="/products" prefetch={false} className="underline-offset-4 hover:underline">
            Pieces
          </Link>
          {" / "}
          <Link
            href={`/products?category=${product.category}`}
            prefetch={false}
            className="underline-offset-4 hover:underline"
          >
            {categoryWords[product.category]}
          </Link>
        </nav>
        <h1 className="mt-3 text-[clamp(2.25rem,4.6vw,3.75rem)] leading-none font-extrabold">
          {product.name}
        </h1>
        <p className="mt-3 text-lg text-fog">{product.tagline}</p>
        <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-3">
          <Price money={product.price} className="text-3xl" />
          {product.badge && <Badge tone="uv">{product.badge}</Badge>}
          {product.collection && <Badge>{product.collection}</Badge>}
        </div>
        <p className="mt-1 text-sm text-fog">GST and delivery in India included.</p>
        <div className="mt-7">{product.batch && <EditionBoard {...product.batch} />}</div>
        <div className="mt-7">
          <Choices product={product} selection={selection} />
        </div>
        <div className="sticky bottom-0 z-10 -mx-4 mt-5 bg-void/95 px-4 py-4 lg:static lg:mx-0 lg:bg-transparent lg:px-0">
          <AddToBag
            variantId={variant?.id}
            what={`${product.name}, ${size}, ${color}`}
            missing={missing(product.soldOut, size, variant?.left)}
          />
        </div>
      </div>
      <div className="lg:col-start-1">
        <p className="mb-8 max-w-(--container-text) text-lg/relaxed">{product.description}</p>
        <ProductFacts product={product} />
      </div>
    </div>
  );
}

function missing(soldOut: boolean, size: string | undefined, left: number | undefined): string | undefined {
  if (soldOut) return "Sold out. Not made again";
  if (!size) return "Choose a size";
  return left ? undefined : `${size} is sold out`;
}
