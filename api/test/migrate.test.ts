import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { expect, test } from "vitest";
import { createDatabase } from "../../test/harness/database.ts";
import { connect, type Db } from "../src/db/client.ts";
import { migrateDatabase } from "../src/migrate.ts";
import { products } from "../src/modules/products/tables.ts";

test("migrations can be run again and change nothing", async () => {
  const { url, drop } = await createDatabase();
  const { db, pool } = connect(url);
  const applied = async () => (await pool.query("select hash from flux.migrations order by id")).rows;
  const before = await applied();
  await migrateDatabase(db, url);
  expect(await applied()).toEqual(before);
  expect(before.length).toBeGreaterThan(0);
  await pool.end();
  await drop();
});

test("pictures of before keep their place: their widths become addresses, in order, and other rows stay", async () => {
  const { url, drop } = await createDatabase();
  const { db, pool } = connect(url);
  await pool.query("drop schema flux cascade");
  await migrateUpTo(db, "0001_rooms");
  const add = (slug: string, images: object[]) =>
    pool.query(
      `insert into flux.products (id, slug, name, category, tagline, description, details, images, price_paise, position)
       values (gen_random_uuid(), $1, 'It''s', 'tops', '', '', '{}', $2, 100, 1)`,
      [slug, JSON.stringify(images)],
    );
  await add("old-tee", [
    { view: "front", alt: 'In "front"', widths: [1200, 480] },
    { view: "back", alt: "Behind", widths: [] },
  ]);
  await add("bare-tee", []);

  await migrateDatabase(db, url);
  const imagesOf = async (slug: string) =>
    (await db.select({ images: products.images }).from(products).where(eq(products.slug, slug)))[0]?.images;
  expect(await imagesOf("old-tee")).toEqual([
    {
      view: "front",
      alt: 'In "front"',
      sources: [
        { src: "/products/old-tee-front-480.webp", width: 480 },
        { src: "/products/old-tee-front-1200.webp", width: 1200 },
      ],
    },
    { view: "back", alt: "Behind", sources: [] },
  ]);
  expect(await imagesOf("bare-tee")).toEqual([]);
  await pool.end();
  await drop();
});

/** Migrates as the version did whose newest migration is `tag`. */
async function migrateUpTo(db: Db, tag: string) {
  const folder = await mkdtemp(join(tmpdir(), "flux-migrations-"));
  await cp(join(import.meta.dirname, "../migrations"), folder, { recursive: true });
  const file = join(folder, "meta/_journal.json");
  const journal = JSON.parse(await readFile(file, "utf8")) as { entries: { tag: string }[] };
  const entries = journal.entries.slice(0, journal.entries.findIndex((entry) => entry.tag === tag) + 1);
  await writeFile(file, JSON.stringify({ ...journal, entries }));
  await migrate(db, {
    migrationsFolder: folder,
    migrationsSchema: "flux",
    migrationsTable: "migrations",
  });
  await rm(folder, { recursive: true });
}
