// The least that can sell a garment to somebody: Hono, pg, the same rows in four requests; nobody signs in, nothing is checked but the stock.
// `node bare-orders.ts <database> <port>`
import { randomUUID } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";

const [, , connectionString = "", port = ""] = process.argv;
const pool = new pg.Pool({ connectionString, max: 10 });
await pool.query("create schema if not exists bare");
await pool.query("create table if not exists bare.carts (id uuid primary key, variant_id uuid not null)");
await pool.query(
  "create table if not exists bare.orders (id uuid primary key, cart_id uuid, address text, state text not null, total_paise int not null, garment_id uuid)",
);
await pool.query(
  "create table if not exists bare.payments (id uuid primary key, order_id uuid not null, state text not null)",
);
await pool.query(
  "create table if not exists bare.garments (id uuid primary key, variant_id uuid, serial int, state text, order_id uuid)",
);
await pool.query(
  "create index if not exists available on bare.garments (variant_id, serial) where state = 'available'",
);
await pool.query("create index if not exists of_order on bare.garments (order_id)");
await pool.query("create table if not exists bare.mints (id uuid primary key, garment_id uuid not null)");

async function inTransaction<T>(act: (client: pg.PoolClient) => Promise<T>) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await act(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

const app = new Hono();
// What a start is told by.
app.get("/api/products", (c) => c.json([]));
app.post("/stock", async (c) => {
  const { variantId } = (await c.req.json()) as { variantId: string };
  const text =
    "insert into bare.garments select id, variant_id, serial, 'available' from flux.garments where variant_id = $1";
  await pool.query(text, [variantId.slice(4)]);
  return c.json({ id: variantId });
});
app.post("/cart", async (c) => {
  const { variantId } = (await c.req.json()) as { variantId: string };
  const id = randomUUID();
  await pool.query({
    name: "cart",
    text: "insert into bare.carts values ($1, $2)",
    values: [id, variantId.slice(4)],
  });
  return c.json({ id });
});
app.post("/orders", async (c) => {
  const { cart, line1 } = (await c.req.json()) as { cart: string; line1: string };
  const id = randomUUID();
  const sold = await inTransaction(async (client) => {
    const { rows } = await client.query({
      name: "take",
      text: `update bare.garments set state = 'reserved', order_id = $2 where id = (
        select g.id from bare.garments g join bare.carts c on c.variant_id = g.variant_id where c.id = $1 and g.state = 'available'
        order by g.serial limit 1 for update of g skip locked) returning id`,
      values: [cart, id],
    });
    if (!rows[0]) return false;
    const text = "insert into bare.orders values ($1, $2, $3, 'pending', 199900, $4)";
    await client.query({ name: "order", text, values: [id, cart, line1, rows[0].id] });
    return true;
  });
  return sold ? c.json({ id }) : c.json({ error: "sold out" }, 409);
});
app.post("/orders/:id/payment", async (c) => {
  const id = randomUUID();
  await pool.query({
    name: "pay",
    text: "insert into bare.payments values ($1, $2, 'open')",
    values: [id, c.req.param("id")],
  });
  return c.json({ id });
});
app.post("/payments/:id/paid", async (c) => {
  await inTransaction(async (client) => {
    const { rows } = await client.query({
      name: "paid",
      text: "update bare.payments set state = 'paid' where id = $1 returning order_id",
      values: [c.req.param("id")],
    });
    const order = rows[0].order_id;
    await client.query({
      name: "confirm",
      text: "update bare.orders set state = 'confirmed' where id = $1",
      values: [order],
    });
    await client.query({
      name: "sell",
      text: "update bare.garments set state = 'sold' where order_id = $1",
      values: [order],
    });
    await client.query({
      name: "mint",
      text: "insert into bare.mints select gen_random_uuid(), garment_id from bare.orders where id = $1",
      values: [order],
    });
  });
  return c.json({ id: c.req.param("id") });
});
serve({ fetch: app.fetch, port: Number(port), hostname: "127.0.0.1" });
