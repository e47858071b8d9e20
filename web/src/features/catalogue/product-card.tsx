import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/ui/badge.tsx";
import { Price } from "@/ui/price.tsx";
import { Stars } from "@/ui/stars.tsx";
import { BatchLabel } from "./batch-label.tsx";
import { LinkScan } from "./link-scan.tsx";
import { ProductPicture } from "./product-picture.tsx";
import type { ProductCard as Card } from "./queries.ts";
import { selectionHref } from "./selection.ts";

/** A product in a grid. The picture's alternative is empty: the name stands beside it, in the same link. */
export function ProductCard({
  product,
  sizes,
  eager,
  choice = {},
  heading: Heading = "h3",
}: {
  product: Card;
  sizes: string;
  eager?: boolean;
  /** The size and colour that its page opens with. */
  choice?: { size?: string; color?: string };
  /** Its level in the page. */
  heading?: "h2" | "h3";
}) {
  const t = useTranslations("catalogue.card");
  const { batch, soldOut } = product;
  return (
    <article className="group relative">
      <div className="cut-[28px] relative overflow-hidden border border-line bg-panel transition-colors duration-[220ms] group-focus-within:border-acid group-hover:border-line-strong">
        <ProductPicture
          image={product.images[0]}
          alt=""
          sizes={sizes}
          eager={eager}
          className={`block aspect-4/5 h-auto w-full object-cover transition-[filter] duration-[320ms] group-hover:brightness-125 ${soldOut ? "brightness-50 saturate-50" : ""}`}
        />
        <div className="absolute top-3 left-3 flex flex-wrap gap-2">
          {soldOut ? (
            <Badge tone="gone">{t(batch?.vaultedAt ? "vaulted" : "soldOut")}</Badge>
          ) : (
            product.badge && <Badge tone="uv">{product.badge}</Badge>
          )}
        </div>
      </div>
      <div className="mt-4 flex items-baseline justify-between gap-4">
        <Heading className="min-w-0 text-h3 font-bold wrap-anywhere">
          <Link
            href={selectionHref(product.slug, choice)}
            prefetch={false}
            className="outline-none after:absolute after:inset-0 focus-visible:after:outline-3 focus-visible:after:outline-offset-3 focus-visible:after:outline-acid"
          >
            {product.name}
            <LinkScan />
          </Link>
        </Heading>
        <Price money={product.price} className="text-lg" />
      </div>
      {product.rating && <Stars average={product.rating.average} label={t("rating", product.rating)} />}
      <p className="mt-1 line-clamp-1 text-fog">{product.tagline}</p>
      <div className="mt-2 flex items-center justify-between gap-4">
        <p className="font-mono text-label text-fog">
          {batch ? (
            <>
              <BatchLabel number={batch.number} /> · {t("left", { left: batch.left, cap: batch.cap })}
            </>
          ) : (
            t("notNumbered")
          )}
        </p>
        <ul className="flex gap-1.5" aria-label={t("colors")}>
          {product.colors.map((color) => (
            <li
              key={color.name}
              className="size-3.5 border border-line-strong"
              style={{ background: color.hex }}
            >
              <span className="sr-only">{color.name}</span>
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
