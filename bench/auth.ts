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
import { giveNoHolders, nobody, noDeployment } from "./no-chain.ts";
import { printRows, type Row } from "./print-rows.ts";

/** Prints a line an act. `--json` prints one object. */
export async function auth(args: string[]) {
  const postgres = await startPostgres("flux");
  const rows: Row[] = [];
  try {
    await migrateDatabase(postgres.url);
    const db = new pg.Pool({ connectionString: postgres.url });
    await giveNoHolders(db);
    // No chain: nothing here asks one.
    const api = await startApi({ databaseUrl: postgres.url, rpcUrl: nobody, deployment: noDeployment });
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
  printRows("auth", rows, args);
}
