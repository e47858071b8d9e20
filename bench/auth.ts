// What signing in and being somebody cost: login beside the bare hash, `me` beside a bare Hono + pg read, whether an address
// that has an account is told by the time of an answer, and a thousand sign-ups of one address at once.
import { migrateDatabase } from "@flux/api/migrate";
import pg from "pg";
import { startPostgres } from "../test/harness/start-postgres.ts";
import { compareTimes } from "./auth/compare-times.ts";
import { measureLogins } from "./auth/measure-logins.ts";
import { measureMe } from "./auth/measure-me.ts";
import { openAccounts } from "./auth/open-accounts.ts";
import { registerAtOnce } from "./auth/register-at-once.ts";
import { startApi } from "./index/start-api.ts";

type Row = {
  act: string;
  value: number;
  unit: string;
  floor?: number;
  ratio?: number;
  peers: Record<string, number>;
};

const deployment = {
  ...{ chainId: 31_337, startBlock: 0, genesisHash: `0x${"0".repeat(64)}` as const },
  ...{ FluxGarment: `0x${"a".repeat(40)}` as const, FluxVoting: `0x${"b".repeat(40)}` as const },
};

/** Prints a line an act. `--json` prints one object. */
export async function auth(args: string[]) {
  const postgres = await startPostgres("flux");
  const rows: Row[] = [];
  try {
    await migrateDatabase(postgres.url);
    const db = new pg.Pool({ connectionString: postgres.url });
    // What the indexer shows, as far as it matters here: nobody holds anything.
    await db.query("create schema chain");
    await db.query("create view chain.holder as select ''::text as address, 0 as garments where false");
    // No chain: nothing here asks one.
    const api = await startApi({ databaseUrl: postgres.url, rpcUrl: "http://127.0.0.1:9", deployment });
    try {
      const people = await openAccounts({ db, url: api.url, count: 64 });
      const logins = await measureLogins({ url: api.url, people });
      rows.push({ act: "login", unit: "/s", ...logins, peers: { argon2: logins.floor } });
      const me = await measureMe({ url: api.url, people, databaseUrl: postgres.url });
      rows.push({ act: "me16", unit: "/s", ...me, peers: { honoPg: me.floor } });
      for (const [act, gapMs] of Object.entries(await compareTimes({ url: api.url, people })))
        rows.push({ act: `${act}KnownVsUnknownP95`, value: gapMs, unit: "ms apart", peers: {} });
      const accounts = await registerAtOnce({ db, url: api.url, count: 1_000 });
      rows.push({ act: "accountsOf1000SignUps", value: accounts, unit: "account", peers: {} });
    } finally {
      await api.close();
      await db.end();
    }
  } finally {
    await postgres.close();
  }
  if (args.includes("--json")) console.log(JSON.stringify({ bench: "auth", rows }));
  else
    for (const { act, value, unit, floor, ratio } of rows)
      console.log(
        `${act.padEnd(28)}${String(value).padStart(8)} ${unit}${floor === undefined ? "" : `  floor ${floor}  ratio ${ratio}`}`,
      );
}
