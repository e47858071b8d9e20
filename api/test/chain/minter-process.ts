// The minter alone in a process, so that a test can kill it.
import { pino } from "pino";
import { connectChain } from "../../src/adapters/chain/chain.ts";
import { openSigners } from "../../src/adapters/chain/open-signers.ts";
import { openCustody } from "../../src/adapters/custody/open-custody.ts";
import { connect } from "../../src/db/client.ts";
import { parseEnv, workerSettings } from "../../src/env.ts";
import { startMinter } from "../../src/minter/minter.ts";
import { spendingLimits } from "../../src/minter/spending.ts";

const env = parseEnv(workerSettings);
startMinter({
  env,
  db: connect(env.DATABASE_URL).db,
  log: pino({ level: env.LOG_LEVEL }),
  chain: connectChain(env),
  signers: await openSigners(env),
  spending: spendingLimits(env),
  custody: await openCustody(env),
});
