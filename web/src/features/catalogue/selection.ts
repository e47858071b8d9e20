import type { Product } from "./queries.ts";

type Variant = Product["variants"][number];
export type Selection = { size?: string; color?: string; variant?: Variant };

/**
 * What the URL chose. One colour or one size needs no choosing, and the first colour is shown until another is
 * picked; a size is never guessed.
 */
export function selectionOf(product: Product, query: { size?: unknown; color?: unknown }): Selection {
  const sizes = sizesOf(product);
  const colors = colorsOf(product);
  const color = colors.find(({ name }) => name === query.color)?.name ?? colors[0]?.name;
  const size = sizes.find((name) => name === query.size) ?? (sizes.length === 1 ? sizes[0] : undefined);
  return { size, color, variant: variantOf(product, size, color) };
}

export function variantOf(product: Product, size?: string, color?: string): Variant | undefined {
  return product.variants.find((variant) => variant.size === size && variant.color === color);
}

export function sizesOf(product: Product): string[] {
  return [...new Set(product.variants.map((variant) => variant.size))];
}

export function colorsOf(product: Product): { name: string; hex: string }[] {
  const hexes = new Map(product.variants.map((variant) => [variant.color, variant.colorHex]));
  return [...hexes].map(([name, hex]) => ({ name, hex }));
}

export function selectionHref(slug: string, { size, color }: { size?: string; color?: string }): string {
  const query = new URLSearchParams();
  if (size) query.set("size", size);
  if (color) query.set("color", color);
  return `/products/${slug}?${query}`;
}
