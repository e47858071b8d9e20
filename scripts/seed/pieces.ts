import { type CatalogueProduct, catalogue } from "../catalogue.ts";

export type Piece = { serial: number; sku: string };

/** The catalogue with its batches: the first product is batch 1. */
export const runs = catalogue.map((product, i) => ({ batchId: i + 1, product }));
export type Run = (typeof runs)[number];

/** Every size in every colour, such as GLITCH-HOODIE-GRA-M. */
export function variantsOf({ slug, sizes, colors }: CatalogueProduct) {
  return colors.flatMap((color) =>
    Object.entries(sizes).map(([size, share]) => ({
      sku: `${slug}-${color.sku}-${size}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "-"),
      size,
      color: color.name,
      colorHex: color.hex,
      share,
    })),
  );
}

/** Which variant each serial of a batch is: by the sizes' shares, spread so that no size has all the low numbers. */
export function piecesOf(product: CatalogueProduct): Piece[] {
  const variants = variantsOf(product).map((variant) => ({ ...variant, given: 0 }));
  const total = variants.reduce((sum, { share }) => sum + share, 0);
  return Array.from({ length: product.cap }, (_, i) => {
    // The one that is furthest behind its share is next (largest remainder, step by step).
    const behind = ({ share, given }: (typeof variants)[number]) => ((i + 1) * share) / total - given;
    const next = variants.reduce((best, variant) => (behind(variant) > behind(best) ? variant : best));
    next.given += 1;
    return { serial: i + 1, sku: next.sku };
  });
}
