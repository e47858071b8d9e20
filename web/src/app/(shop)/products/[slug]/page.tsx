import type { Metadata } from "next";
import Link from "next/link";
import type { useTranslations } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { env } from "@/env.ts";
import { WishForm } from "@/features/account/wish-form.tsx";
import { AddToCart } from "@/features/catalogue/add-to-cart.tsx";
import { BatchStock } from "@/features/catalogue/batch-stock.tsx";
import { Choices } from "@/features/catalogue/choices.tsx";
import { Gallery } from "@/features/catalogue/gallery.tsx";
import { productData } from "@/features/catalogue/product-data.ts";
import { ProductFacts } from "@/features/catalogue/product-facts.tsx";
import { findProduct, type Product } from "@/features/catalogue/queries.ts";
import { selectionOf } from "@/features/catalogue/selection.ts";
import { sharePicture } from "@/features/catalogue/share-picture.ts";
import { SizeGuide } from "@/features/catalogue/size-guide.tsx";
import { OwnHold } from "@/features/orders/own-hold.tsx";
import { Reviews } from "@/features/reviews/reviews.tsx";
import { Badge } from "@/ui/badge.tsx";
import { Price } from "@/ui/price.tsx";

export async function generateMetadata({ params }: Page<{ slug: string }>): Promise<Metadata> {
  const product = await findProduct((await params).slug);
  return {
    title: product.name,
    description: product.description,
    openGraph: sharePicture(product.images),
  };
}

export default async function ProductPage({ params, searchParams }: Page<{ slug: string }>) {
  const [t, { addToCart }, product, query] = await Promise.all([
    getTranslations("catalogue"),
    getMessages().then(({ catalogue }) => catalogue),
    findProduct((await params).slug),
    searchParams,
  ]);
  const selection = selectionOf(product, query);
  const { variant, size, color } = selection;
  return (
    <>
      <div className="page grid grid-cols-[minmax(0,1fr)] items-start gap-x-14 gap-y-8 pt-6 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] lg:pt-10">
        <Gallery product={product} />
        <script
          type="application/ld+json"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: data, without a character that ends it.
          dangerouslySetInnerHTML={{ __html: productData(product, env().webUrl) }}
        />
        <div className="min-w-0 lg:sticky lg:top-24 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <nav aria-label={t("product.path")} className="text-sm text-fog">
            <Link href="/products" prefetch={false} className="underline-offset-4 hover:underline">
              {t("product.products")}
            </Link>
            {" / "}
            <Link
              href={`/products?category=${product.category}`}
              prefetch={false}
              className="underline-offset-4 hover:underline"
            >
              {t(`category.${product.category}`)}
            </Link>
          </nav>
          <h1 className="mt-3 text-[clamp(2.25rem,4.6vw,3.75rem)] leading-none font-extrabold wrap-anywhere">
            {product.name}
          </h1>
          <p className="mt-3 text-lg text-fog">{product.tagline}</p>
          <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-3">
            <Price money={product.price} className="text-3xl" />
            {product.badge && <Badge tone="uv">{product.badge}</Badge>}
            {product.collection && <Badge>{product.collection}</Badge>}
          </div>
          <p className="mt-1 text-sm text-fog">{t("product.included")}</p>
          <div className="mt-7">{product.batch && <BatchStock {...product.batch} />}</div>
          <div className="mt-7">
            <Choices product={product} selection={selection} />
            <SizeGuide product={product} />
          </div>
          <div className="sticky bottom-0 z-10 -mx-4 mt-5 bg-void/95 px-4 py-4 lg:static lg:mx-0 lg:bg-transparent lg:px-0">
            <AddToCart
              variantId={variant?.id}
              what={[product.name, size, color].join(", ")}
              missing={missing(t, product, size, variant?.left)}
              words={addToCart}
            />
          </div>
          {variant?.left === 0 && <OwnHold choices={[{ slug: product.slug, size, color }]} />}
          <div className="mt-4">
            <WishForm product={product} />
          </div>
        </div>
        <div className="lg:col-start-1">
          <p className="mb-8 max-w-(--container-text) text-lg/relaxed">{product.description}</p>
          <ProductFacts product={product} />
        </div>
      </div>
      <Reviews slug={product.slug} query={query} />
    </>
  );
}

type Translator = ReturnType<typeof useTranslations<"catalogue">>;

function missing(
  t: Translator,
  { soldOut, batch }: Product,
  size?: string,
  left?: number,
): string | undefined {
  if (batch?.vaultedAt) return t("product.vaulted");
  if (soldOut) return t("product.soldOut");
  if (!size) return t("product.chooseSize");
  return left ? undefined : t("product.sizeSoldOut", { size });
}
