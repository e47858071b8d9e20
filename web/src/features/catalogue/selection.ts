import type { Product } from "./queries.ts";

type Variant = Product["variants"][number];
export type Selection = { size?: string; color?: string; variant?: Variant };

/**
 * What the URL chose. One colour or one size needs no choosing, and until a colour is picked the first that a piece is
 * left of is shown, in the size where one is chosen; a size is never guessed.
 */
export function selectionOf(product: Product, query: { size?: unknown; color?: unknown }): Selection {
  const sizes = sizesOf(product);
  const colors = colorsOf(product);
  const size = sizes.find((name) => name === query.size) ?? (sizes.length === 1 ? sizes[0] : undefined);
  const color =
    colors.find(({ name }) => name === query.color) ??
    colors.find(({ name }) => isThere(product, name, size)) ??
    colors.find(({ name }) => isThere(product, name)) ??
    colors[0];
  return { size, color: color?.name, variant: variantOf(product, size, color?.name) };
}

/** Whether a piece is left of a colour: in this size, or in any. */
export function isThere({ variants }: Product, color: string, size?: string): boolean {
  return variants.some((one) => one.color === color && (!size || one.size === size) && one.left > 0);
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
  return query.size > 0 ? `/products/${slug}?${query}` : `/products/${slug}`;
}
