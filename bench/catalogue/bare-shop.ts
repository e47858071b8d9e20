// The least that can answer as the catalogue and the cart do: Hono, pg, one prepared query a request, the same JSON, nobody
// asked who they are. `node bare-shop.ts <database> <port>`
import { randomUUID } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";

const [, , connectionString = "", port = ""] = process.argv;
const pool = new pg.Pool({ connectionString, max: 10 });

const id = (prefix: string, column: string) => `'${prefix}_' || replace(${column}::text, '-', '')`;
const money = (paise: string) => `json_build_object('amount', ${paise}, 'currency', 'INR')`;
const images = `(select json_agg(i || jsonb_build_object('src', i->'sources'->-1->>'src')) from jsonb_array_elements(p.images) i)`;
const card = `${id("prd", "p.id")} as id, p.slug, p.name, p.tagline, p.category, p.collection, p.badge, ${money("p.price_paise")} as price,
  json_build_object('number', b.number, 'cap', b.cap, 'left', b.left, 'vaultedAt', b.vaulted_at) as batch, coalesce(b.left, 0) = 0 as "soldOut",
  case when p.rating_count > 0 then json_build_object('average', p.rating_average / 100.0, 'count', p.rating_count) end as rating, ${images} as images`;
const batch = `left join lateral (select b.id as number, b.cap, b.vaulted_at,
    (select count(*)::int from flux.garments g where g.batch_id = b.id and g.state = 'available') as left
  from flux.batches b where b.product_id = p.id order by b.id desc limit 1) b on true`;
const colors = `(select json_agg(json_build_object('name', c.color, 'hex', c.color_hex) order by c.position) from (
  select distinct on (v.color) v.color, v.color_hex, v.position from flux.product_variants v where v.product_id = p.id
  order by v.color, v.position) c) as colors`;
const left = `(select count(*)::int from flux.garments g where g.variant_id = v.id and g.state = 'available')`;

const list = `select ${card}, ${colors} from flux.products p ${batch} where p.archived_at is null order by p.position limit 25`;
const search = `select ${card}, ${colors} from flux.products p ${batch}
  where p.archived_at is null and p.search @@ websearch_to_tsquery('english', $1)
  order by ts_rank(p.search, websearch_to_tsquery('english', $1)) desc, p.id limit 25`;
const product = `select ${card}, p.description, p.details,
    json_build_object('included', true, 'ratePercent', 18, 'amount', ${money("p.price_paise * 18 / 118")}) as gst,
    (select json_agg(json_build_object('id', ${id("var", "v.id")}, 'sku', v.sku, 'size', v.size, 'color', v.color, 'colorHex', v.color_hex,
      'left', ${left}) order by v.position) from flux.product_variants v where v.product_id = p.id) as variants,
    (select json_agg(json_build_object('number', b.id, 'cap', b.cap, 'left', b.cap, 'vaultedAt', b.vaulted_at)) from flux.batches b where b.product_id = p.id) as batches
  from flux.products p ${batch} where p.slug = $1 and p.archived_at is null`;
const add = `with new_cart as (insert into flux.carts (id, guest_key_hash) values ($1, $2) returning id),
  line as (insert into flux.cart_items (id, cart_id, variant_id, quantity) select $3, id, $4, 1 from new_cart returning id, variant_id, quantity)
  select ${id("itm", "l.id")} as id, ${id("var", "v.id")} as "variantId", v.sku,
    json_build_object('slug', p.slug, 'name', p.name, 'image', ${images}->0) as product, v.size, v.color, v.color_hex as "colorHex", l.quantity,
    ${left} as left, null as problem, ${money("p.price_paise")} as "unitPrice", ${money("p.price_paise * l.quantity")} as "lineTotal"
  from line l join flux.product_variants v on v.id = l.variant_id join flux.products p on p.id = v.product_id`;

const app = new Hono();
app.get("/api/products", async (c) => {
  const { rows } = await pool.query({ name: "list", text: list });
  const items = rows.slice(0, 24);
  return c.json({
    items,
    nextCursor: rows.length > 24 ? Buffer.from(items.at(-1).id).toString("base64url") : null,
  });
});
app.get("/api/products/search", async (c) => {
  const { rows } = await pool.query({ name: "search", text: search, values: [c.req.query("q")] });
  return c.json({ items: rows.slice(0, 24), nextCursor: null });
});
app.get("/api/products/:slug", async (c) => {
  const { rows } = await pool.query({ name: "product", text: product, values: [c.req.param("slug")] });
  return rows[0] ? c.json(rows[0]) : c.json({ error: "no such product" }, 404);
});
app.post("/api/cart/add", async (c) => {
  const { variantId } = (await c.req.json()) as { variantId: string };
  const values = [randomUUID(), randomUUID(), randomUUID(), variantId.slice(4)];
  const { rows: items } = await pool.query({ name: "add", text: add, values });
  const total = { amount: items[0].lineTotal.amount, currency: "INR" };
  const shipping = { amount: 0, currency: "INR" };
  const gst = { included: true, amount: { amount: Math.round((total.amount * 18) / 118), currency: "INR" } };
  const totals = { subtotal: total, shipping, total, gst };
  return c.json({ items, pieces: 1, totals, limits: { perItem: 5, perOrder: 10 }, orderable: true });
});
serve({ fetch: app.fetch, port: Number(port), hostname: "127.0.0.1" });
