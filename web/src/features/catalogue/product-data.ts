import { aggregateRating } from "../reviews/aggregate-rating.ts";
import type { Product } from "./queries.ts";

/**
 * A product as search engines read it (schema.org), as JSON that may stand inside a script: it holds no `<`, so nothing
 * in it ends the script.
 */
export function productData(product: Product, origin: string): string {
  const url = `${origin}/products/${product.slug}`;
  const data = {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.name,
    description: product.description,
    category: product.category,
    url,
    image: product.images.map(({ src }) => new URL(src, origin).href),
    brand: { "@type": "Brand", name: "FLUX" },
    material: product.details.material,
    ...aggregateRating(product.rating),
    offers: product.variants.map(({ sku, size, color, left }) => ({
      "@type": "Offer",
      sku,
      name: `${color}, ${size}`,
      url: `${url}?${new URLSearchParams({ size, color })}`,
      price: (product.price.amount / 100).toFixed(2),
      priceCurrency: product.price.currency,
      availability: `https://schema.org/${left > 0 ? "InStock" : "SoldOut"}`,
      itemCondition: "https://schema.org/NewCondition",
    })),
  };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
