import { ProductPicture } from "./product-picture.tsx";
import type { Product } from "./queries.ts";

/** The views of a product. Several lie side by side and snap under the finger. */
export function Gallery({ product }: { product: Product }) {
  return (
    <div className="-mx-4 flex snap-x snap-mandatory overflow-x-auto sm:mx-0 lg:block lg:space-y-6 lg:overflow-visible">
      {product.images.map((image, index) => (
        <div key={image.view} className="w-full shrink-0 snap-center">
          <ProductPicture
            image={image}
            eager={index === 0}
            sizes="(min-width: 1024px) 660px, 100vw"
            className={`sm:cut-[48px] block h-auto w-full sm:border sm:border-line ${product.soldOut ? "brightness-60 saturate-50" : ""}`}
          />
        </div>
      ))}
    </div>
  );
}
