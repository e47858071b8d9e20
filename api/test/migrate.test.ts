import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../test/harness/database.ts";
import { hashSecret } from "../src/db/hash-secret.ts";
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

test("who was signed in stays so, with the same password, when sessions and passwords get tables of their own", async () => {
  const { url, read } = await database({ empty: true });
  await migrateUpTo(url, "0008_after_a_restore");
  await read(
    `with kira as (insert into flux.users (id, name, email) values (gen_random_uuid(), 'Kira', 'kira@flux.test') returning id),
      session as (insert into flux.sessions (id, token, user_id, expires_at, created_at)
        select gen_random_uuid(), 'a-token', id, now() + interval '3 days', '2026-01-01T00:00Z' from kira)
     insert into flux.accounts (id, account_id, provider_id, user_id, password)
       select gen_random_uuid(), id::text, 'credential', id, 'a-hash' from kira`,
  );

  await migrateDatabase(url);
  expect(
    await read(
      "select hash from flux.passwords join flux.users on id = user_id where email = 'kira@flux.test'",
    ),
  ).toEqual([{ hash: "a-hash" }]);
  const [session] = await read(
    "select token_hash, remembered, confirmed_at, expires_at > now() as good from flux.sessions",
  );
  expect(session).toEqual({
    token_hash: hashSecret("a-token"),
    remembered: false,
    confirmed_at: new Date("2026-01-01T00:00Z"),
    good: true,
  });
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
