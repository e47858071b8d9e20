// What the catalogue and the cart cost beside a bare Hono and pg that answer the same JSON from one prepared query, on a catalogue
// of 300 products and 1,200 variants and on one of nine, and how much memory the API has before and after.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrateDatabase } from "@flux/api/migrate";
import pg from "pg";
import { startPostgres } from "../test/harness/start-postgres.ts";
import { fillCatalogue } from "./catalogue/fill-catalogue.ts";
import { measureShop } from "./catalogue/measure-shop.ts";
import { startBare } from "./catalogue/start-bare.ts";
import { startApi } from "./index/start-api.ts";

const deployment = {
  ...{ chainId: 31_337, startBlock: 0, genesisHash: `0x${"0".repeat(64)}` as const },
  ...{ FluxGarment: `0x${"a".repeat(40)}` as const, FluxVoting: `0x${"b".repeat(40)}` as const },
};

type Row = {
  act: string;
  value: number;
  unit: string;
  floor?: number;
  ratio?: number;
  p99Ms?: number;
  peers: Record<string, number>;
};

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
      const api = await startApi({ databaseUrl: postgres.url, rpcUrl: "http://127.0.0.1:9", deployment });
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
  if (args.includes("--json")) console.log(JSON.stringify({ bench: "catalogue", rows }));
  else
    for (const { act, value, unit, floor, ratio, p99Ms } of rows)
      console.log(
        `${act.padEnd(20)}${String(value).padStart(8)} ${unit}${floor === undefined ? "" : `  floor ${floor}  ratio ${ratio}  p99 ${p99Ms} ms`}`,
      );
}

/** Resident memory of a process: proc(5), in MB. */
function rssMb(pid: number): number {
  const [, kB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kB) / 1_000);
}
