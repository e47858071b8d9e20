import { useTranslations } from "next-intl";
import { ProductPicture } from "./product-picture.tsx";
import type { Product } from "./queries.ts";

/** The views of a product. Several lie side by side and snap under the finger; each opens as large as it is. */
export function Gallery({ product }: { product: Product }) {
  const t = useTranslations("catalogue.gallery");
  return (
    <div className="-mx-4 flex snap-x snap-mandatory overflow-x-auto sm:mx-0 lg:block lg:space-y-6 lg:overflow-visible">
      {product.images.map((image, index) => (
        <div key={image.view} className="w-full shrink-0 snap-center">
          <button
            type="button"
            popoverTarget={`large-${image.view}`}
            aria-label={t("larger", { picture: image.alt })}
            className="block w-full cursor-zoom-in"
          >
            <ProductPicture
              image={image}
              eager={index === 0}
              sizes="(min-width: 1024px) 660px, 100vw"
              className={`sm:cut-[48px] block h-auto w-full sm:border sm:border-line ${product.soldOut ? "brightness-60 saturate-50" : ""}`}
            />
          </button>
          {/* The finger or the wheel moves it: it is wider than a phone, and higher than most screens. */}
          <div
            id={`large-${image.view}`}
            popover="auto"
            className="m-auto max-h-dvh max-w-[100vw] overflow-auto bg-void p-0 backdrop:bg-void/90"
          >
            <button
              type="button"
              popoverTarget={`large-${image.view}`}
              popoverTargetAction="hide"
              aria-label={t("close")}
              className="block cursor-zoom-out"
            >
              <ProductPicture
                image={image}
                alt=""
                sizes="1200px"
                className="block h-auto w-[1200px] max-w-none"
              />
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
