import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";

export const pricePaise = 199_900;

/** A new product of one variant with so many pieces. */
export async function stockDrop(db: pg.Pool, pieces: number) {
  const [product, variant] = [randomUUID(), randomUUID()];
  const { rows } = await db.query("select coalesce(max(id), 0) + 1 as batch from flux.batches");
  const batch = rows[0].batch as number;
  await db.query(
    `insert into flux.products (id, slug, name, category, tagline, description, details, images, price_paise, position, hsn, weight_grams)
     values ($1, $2, 'Drop', 'hoodies', '', '', '{}', '[]', $3, $4, '6110', 900)`,
    [product, `drop-${batch}`, pricePaise, batch],
  );
  await db.query(
    `insert into flux.product_variants (id, product_id, sku, size, color, color_hex, position)
     values ($2, $1, $3, 'M', 'Black', '#000000', 0)`,
    [product, variant, `DROP-${batch}`],
  );
  await db.query("insert into flux.batches (id, product_id, cap) values ($1, $2, $3)", [
    batch,
    product,
    pieces,
  ]);
  const serials = Array.from({ length: pieces }, (_, at) => at + 1);
  const random = (bytes: number) => serials.map(() => `0x${randomBytes(bytes).toString("hex")}`);
  await db.query(
    `insert into flux.garments (id, batch_id, serial, variant_id, tag_hash, chip_address)
     select gen_random_uuid(), $1, t.serial, $2, t.tag, t.chip from unnest($3::int[], $4::text[], $5::text[]) as t(serial, tag, chip)`,
    [batch, variant, serials, random(32), random(20)],
  );
  return { batch, variantId: `var_${variant.replaceAll("-", "")}` };
}
