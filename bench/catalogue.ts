// What the catalogue and the cart cost beside a bare Hono and pg that answer the same JSON from one prepared query, on a catalogue
// of 300 products and 1,200 variants and on one of nine, and how much memory the API has before and after.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrateDatabase } from "@flux/api/migrate";
import pg from "pg";
import { startPostgres } from "../test/harness/start-postgres.ts";
import { fillCatalogue } from "./catalogue/fill-catalogue.ts";
import { measureShop } from "./catalogue/measure-shop.ts";
import { startApi } from "./index/start-api.ts";
import { nobody, noDeployment } from "./no-chain.ts";
import { printRows, type Row } from "./print-rows.ts";
import { startBare } from "./start-bare.ts";

/** Prints a line an act. `--json` prints one object; `--quick` asks for a second where it asks for four. */
export async function catalogue(args: string[]) {
  const seconds = args.includes("--quick") ? 1 : 4;
  const postgres = await startPostgres("flux");
  const rows: Row[] = [];
  try {
    await migrateDatabase(postgres.url);
    const db = new pg.Pool({ connectionString: postgres.url });
    for (const [products, suffix] of [
      [300, ""],
      [9, "OfNine"],
    ] as const) {
      const shop = await fillCatalogue(db, products);
      // No chain: nothing here asks one.
      const api = await startApi({ databaseUrl: postgres.url, rpcUrl: nobody, deployment: noDeployment });
      const bare = await startBare(postgres.url, join(import.meta.dirname, "catalogue/bare-shop.ts"));
      try {
        rows.push({ act: `rssIdle${suffix}`, value: rssMb(api.pid), unit: "MB", peers: {} });
        rows.push(...(await measureShop({ ours: api.url, bare: bare.url, ...shop }, seconds, suffix)));
        rows.push({ act: `rssAfterLoad${suffix}`, value: rssMb(api.pid), unit: "MB", peers: {} });
      } finally {
        bare.close();
        await api.close();
      }
    }
    await db.end();
  } finally {
    await postgres.close();
  }
  printRows("catalogue", rows, args);
}

/** Resident memory of a process: proc(5), in MB. */
function rssMb(pid: number): number {
  const [, kB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kB) / 1_000);
}
