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
  const read = async (query: string) => (await client.query(query)).rows;
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
