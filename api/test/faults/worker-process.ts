// A worker's minter in a process of its own: it stands ready, and then does what the test tells it.
import { pino } from "pino";
import { connectChain } from "../../src/adapters/chain/chain.ts";
import { openSigners } from "../../src/adapters/chain/open-signers.ts";
import { openCustody } from "../../src/adapters/custody/open-custody.ts";
import { connect } from "../../src/db/client.ts";
import { parseEnv, workerSettings } from "../../src/env.ts";
import { startMinter } from "../../src/minter/minter.ts";
import { type RequestMint, requestMint } from "../../src/minter/request-mint.ts";
import { spendingLimits } from "../../src/minter/spending.ts";

export type Order =
  | { work: Parameters<typeof startMinter>[1] }
  /** A value of FAULT_POINT. */
  | { dieAt: string }
  /** Queues these mints in one transaction, as a job does that hears of a payment. */
  | { pay: RequestMint[] }
  /** Its clock jumps by this much, back when it is negative. */
  | { shiftClockMs: number };

const env = parseEnv(workerSettings);
const timeouts = {
  statementMs: env.DB_STATEMENT_TIMEOUT_MS,
  lockMs: env.DB_LOCK_TIMEOUT_MS,
  idleInTransactionMs: env.DB_IDLE_IN_TRANSACTION_TIMEOUT_MS,
  connectMs: env.DB_CONNECT_TIMEOUT_MS,
};
const { db } = connect(env.DATABASE_URL, { timeouts });
const deps = {
  env,
  db,
  log: pino({ level: env.LOG_LEVEL }),
  chain: connectChain(env),
  signers: await openSigners(env),
  spending: spendingLimits(env),
  custody: await openCustody(env),
};

process.on("message", (order: Order) => {
  if ("dieAt" in order) process.env.FAULT_POINT = order.dieAt;
  if ("work" in order) startMinter(deps, order.work);
  if ("pay" in order)
    void db.transaction(async (tx) => {
      for (const mint of order.pay) await requestMint(tx, mint);
    });
  if ("shiftClockMs" in order) shiftClock(order.shiftClockMs);
});

/** Timers go on as they are: a machine's clock that is set moves none of them. */
function shiftClock(ms: number) {
  const { now } = Date;
  class Shifted extends Date {
    constructor(...args: unknown[]) {
      super(...((args.length > 0 ? args : [now() + ms]) as [number]));
    }
    static override now = () => now() + ms;
  }
  Object.assign(globalThis, { Date: Shifted });
}
// Nobody is left to tell it anything.
process.on("disconnect", () => process.exit());
process.send?.("ready");
