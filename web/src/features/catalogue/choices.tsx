import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Product } from "./queries.ts";
import { colorsOf, isThere, type Selection, selectionHref, sizesOf, variantOf } from "./selection.ts";

const box =
  "relative flex min-h-12 min-w-13 items-center justify-center gap-2.5 border px-4 transition-colors duration-[120ms] hover:border-ice";

/** Colour and size as links: the choice is in the address, can be shared, and needs no JavaScript. */
export function Choices({ product, selection }: { product: Product; selection: Selection }) {
  const t = useTranslations("catalogue.choices");
  const sizes = sizesOf(product);
  const colors = colorsOf(product);
  return (
    <div className="space-y-6">
      <fieldset aria-labelledby="choose-color">
        <p id="choose-color" className="mb-2.5 text-sm">
          {selection.color && t.rich("color", { label, color: selection.color })}
        </p>
        <div className="flex flex-wrap gap-2.5">
          {colors.map((color) => {
            const gone = !isThere(product, color.name);
            return (
              <Link
                key={color.name}
                href={selectionHref(product.slug, { size: selection.size, color: color.name })}
                aria-current={color.name === selection.color ? "true" : undefined}
                prefetch={false}
                replace
                scroll={false}
                className={`${box} aria-[current=true]:border-2 aria-[current=true]:border-ice ${gone ? "border-line text-fog line-through" : "border-line-strong"}`}
              >
                <span
                  aria-hidden
                  className="size-5 border border-line-strong"
                  style={{ background: color.hex }}
                />
                {color.name}
                {gone && <span className="sr-only">{t("soldOut")}</span>}
              </Link>
            );
          })}
        </div>
      </fieldset>
      <fieldset aria-labelledby="choose-size">
        <p id="choose-size" className="mb-2.5 text-sm">
          {selection.size ? t.rich("size", { label, size: selection.size }) : t.rich("chooseSize", { label })}
        </p>
        <div className="flex flex-wrap gap-2.5">
          {sizes.map((size) => {
            const left = variantOf(product, size, selection.color)?.left ?? 0;
            return (
              <Link
                key={size}
                href={selectionHref(product.slug, { size, color: selection.color })}
                aria-current={size === selection.size ? "true" : undefined}
                prefetch={false}
                replace
                scroll={false}
                className={`${box} aria-[current=true]:border-2 aria-[current=true]:border-ice aria-[current=true]:bg-raised ${left === 0 ? "border-line text-fog line-through" : "border-line-strong"}`}
              >
                {size}
                {left === 0 && <span className="sr-only">{t("soldOut")}</span>}
              </Link>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

const label = (words: ReactNode) => <span className="text-fog">{words}</span>;
