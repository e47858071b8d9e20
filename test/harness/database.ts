import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** A database of its own, cloned from the migrated template unless it shall be empty. `drop` when the file is done. */
export async function createDatabase({ empty = false } = {}) {
  const server = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await query(server, `create database ${name} template ${empty ? "template0" : "flux_template"}`);
  return {
    url: `${server}/${name}`,
    drop: () => query(server, `drop database if exists ${name} with (force)`),
  };
}

async function query(server: string, statement: string) {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement);
  await client.end();
}
