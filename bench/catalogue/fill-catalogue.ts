import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";

const colors = [
  ["Black", "#000000"],
  ["Acid", "#c6ff3d"],
] as const;
const sizes = ["M", "L"] as const;
const piecesOfEach = 50;
const nouns = ["Hoodie", "Tee", "Cargo", "Jacket", "Cap", "Crewneck", "Socks", "Vest", "Parka"];
const words = ["Glitch", "Static", "Neon", "Void", "Signal", "Carbon", "Echo", "Pulse", "Drift", "Noise"];
const categories = ["hoodies", "tops", "bottoms", "outerwear", "accessories"];

/** A catalogue of so many products, two sizes and two colours of each, with pieces of all. Returns slugs and public ids of variants. */
export async function fillCatalogue(db: pg.Pool, count: number) {
  await db.query("truncate flux.products, flux.product_variants, flux.batches, flux.garments cascade");
  const slugs: string[] = [];
  const variantIds: string[] = [];
  for (let at = 1; at <= count; at++) {
    const slug = `piece-${at}`;
    const product = randomUUID();
    const name = `${words[at % words.length]} ${nouns[at % nouns.length]} ${at}`;
    await db.query(
      `insert into flux.products (id, slug, name, category, badge, collection, tagline, description, details, images, price_paise, position, colors, hsn, weight_grams)
       values ($1, $2, $3, $4, $5, 'NEON NOIR', 'Heavy fleece for cold nights.', $6, $7, $8, $9, $10, 'Black Acid', '6110', 900)`,
      [
        ...[product, slug, name, categories[at % categories.length], at % 3 ? null : "Bestseller"],
        "Cut wide, dyed in the piece, printed by hand. It keeps its shape after a hundred washes.",
        JSON.stringify({ material: "Cotton, 480 g/m²", care: ["30 °C"], fit: "Boxy", chip: "Left hem" }),
        JSON.stringify(picturesOf(slug, name)),
        ...[99_900 + at * 300, at],
      ],
    );
    await db.query("insert into flux.batches (id, product_id, cap) values ($1, $2, 999)", [at, product]);
    let [position, serial] = [0, 0];
    for (const size of sizes)
      for (const [color, hex] of colors) {
        const variant = randomUUID();
        await db.query(
          `insert into flux.product_variants (id, product_id, sku, size, color, color_hex, position) values ($1, $2, $3, $4, $5, $6, $7)`,
          [variant, product, `${slug}-${size}-${color}`, size, color, hex, position++],
        );
        const serials = Array.from({ length: piecesOfEach }, () => ++serial);
        const random = (bytes: number) => serials.map(() => `0x${randomBytes(bytes).toString("hex")}`);
        await db.query(
          `insert into flux.garments (id, batch_id, serial, variant_id, tag_hash, chip_address)
           select gen_random_uuid(), $1, * from unnest($2::int[], $3::uuid[], $4::text[], $5::text[])`,
          [at, serials, serials.map(() => variant), random(32), random(20)],
        );
        variantIds.push(`var_${variant.replaceAll("-", "")}`);
      }
    slugs.push(slug);
  }
  await db.query("vacuum analyze");
  return { slugs, variantIds };
}

/** Four views in three widths, as the seed's. */
function picturesOf(slug: string, name: string) {
  return ["front", "back", "detail", "flat"].map((view) => ({
    ...{ view, alt: `${name}, seen from the ${view}` },
    sources: [480, 800, 1200].map((width) => ({ src: `/products/${slug}-${view}-${width}.webp`, width })),
    placeholder: `data:image/webp;base64,${"A".repeat(120)}`,
  }));
}
