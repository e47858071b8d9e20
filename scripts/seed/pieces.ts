import { type CatalogueProduct, catalogue } from "../catalogue.ts";

export type Piece = { serial: number; sku: string };

/** The catalogue with its batches: the first product is batch 1. */
export const runs = catalogue.map((product, i) => ({ batchId: i + 1, product }));

/** Every size in every colour, with its SKU: FLX-GLITCH-HOODIE-GRA-M. */
export function variantsOf({ slug, sizes, colors }: CatalogueProduct) {
  return colors.flatMap((color) =>
    Object.keys(sizes).map((size) => ({
      sku: `FLX-${slug}-${color.sku}-${size.replace(/\W/g, "")}`.toUpperCase(),
      size,
      color: color.name,
      colorHex: color.hex,
    })),
  );
}

/** Which size and colour each serial of a batch is: the sizes by their share, mixed as they come off the line. */
export function piecesOf(product: CatalogueProduct): Piece[] {
  const line = variantsOf(product).flatMap(({ sku, size }) =>
    Array.from({ length: product.sizes[size] ?? 1 }, (_, turn) => ({ sku, turn })),
  );
  line.sort((a, b) => a.turn - b.turn);
  return Array.from({ length: product.cap }, (_, i) => ({
    serial: i + 1,
    sku: line[i % line.length]?.sku ?? "",
  }));
}
