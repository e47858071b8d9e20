import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../test/harness/database.ts";
import { migrateDatabase } from "../src/migrate.ts";

async function database(options: { empty: boolean }) {
  const { url, drop } = await createDatabase(options);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  const read = async (query: string, values: unknown[] = []) => (await client.query(query, values)).rows;
  return { url, applied: () => read("select hash from flux.migrations order by id"), read };
}

test("migrations can be run again and change nothing", async () => {
  const { url, applied } = await database({ empty: false });
  const before = await applied();
  await migrateDatabase(url);
  expect(await applied()).toEqual(before);
  expect(before.length).toBeGreaterThan(0);
});

test("three that start at once on an empty database all end well, and each migration is applied once", async () => {
  const { url, applied, read } = await database({ empty: true });
  await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
  const hashes = (await applied()).map(({ hash }) => hash);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hashes.length).toBeGreaterThan(0);
  const queues = await read("select name, heartbeat_seconds from jobs.queue where name = 'send-mail'");
  expect(queues).toEqual([{ name: "send-mail", heartbeat_seconds: 10 }]);
});

test("pictures of before keep their place: their widths become addresses, in order, and other rows stay", async () => {
  const { url, read } = await database({ empty: true });
  await migrateUpTo(url, "0001_rooms");
  const add = (slug: string, images: object[]) =>
    read(
      `insert into flux.products (id, slug, name, category, tagline, description, details, images, price_paise, position)
       values (gen_random_uuid(), $1, 'It''s', 'tops', '', '', '{}', $2, 100, 1)`,
      [slug, JSON.stringify(images)],
    );
  await add("old-tee", [
    { view: "front", alt: 'In "front"', widths: [1200, 480] },
    { view: "back", alt: "Behind", widths: [] },
  ]);
  await add("bare-tee", []);

  await migrateDatabase(url);
  const imagesOf = async (slug: string) =>
    (await read("select images from flux.products where slug = $1", [slug]))[0].images;
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
});

/** Migrates as the version did whose newest migration is `tag`. */
async function migrateUpTo(url: string, tag: string) {
  const folder = await mkdtemp(join(tmpdir(), "flux-migrations-"));
  await cp(join(import.meta.dirname, "../migrations"), folder, { recursive: true });
  const file = join(folder, "meta/_journal.json");
  const journal = JSON.parse(await readFile(file, "utf8")) as { entries: { tag: string }[] };
  const entries = journal.entries.slice(0, journal.entries.findIndex((entry) => entry.tag === tag) + 1);
  await writeFile(file, JSON.stringify({ ...journal, entries }));
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await migrate(drizzle(pool), {
    migrationsFolder: folder,
    migrationsSchema: "flux",
    migrationsTable: "migrations",
  });
  await pool.end();
  await rm(folder, { recursive: true });
}
