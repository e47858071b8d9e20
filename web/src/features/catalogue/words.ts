export const categoryWords = {
  hoodies: "Hoodies",
  tops: "Tops",
  bottoms: "Bottoms",
  outerwear: "Outerwear",
  accessories: "Accessories",
} as const;

export const sortWords = {
  featured: "Our order",
  price_asc: "Price, low first",
  price_desc: "Price, high first",
  name: "Name",
} as const;

export function batchLabel(number: number): string {
  return `Batch ${String(number).padStart(3, "0")}`;
}
