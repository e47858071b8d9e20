import { afterAll, expect, test } from "vitest";
import { createDatabase } from "../../../test/harness/database.ts";
import { connect } from "./client.ts";

const database = await createDatabase();
const { pool } = connect(database.url, { max: 1 });
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/**
 * A table may point at one of a module above its own; its declaration may not name it, because imports never run up.
 * These stand in the migrations alone (drizzle-kit generate --custom writes one), and here, so that none is lost.
 */
const keysThatRunUp = [
  "batches.product_id -> products",
  "credit_notes.refund_id -> refunds",
  "garments.order_id -> orders",
  "garments.order_item_id -> order_items",
  "garments.variant_id -> product_variants",
  "invoices.order_id -> orders",
  "payments.order_id -> orders",
];

test("nothing is sold, held or paid for what does not exist: the foreign keys that run up are in the database", async () => {
  const { rows } = await pool.query<{ key: string }>(
    `select format('%s.%s -> %s', own.relname, attname, other.relname) as key
     from pg_constraint
     join pg_class own on own.oid = conrelid
     join pg_class other on other.oid = confrelid
     join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where contype = 'f' and connamespace = 'flux'::regnamespace and convalidated`,
  );
  expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(keysThatRunUp));
});
