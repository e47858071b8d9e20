import { expect, test } from "vitest";
import { createDatabase } from "../../test/harness/database.ts";
import { connect } from "../src/db/client.ts";
import { migrateDatabase } from "../src/migrate.ts";

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
