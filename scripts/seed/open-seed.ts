import { connectChain } from "@flux/api/chain";
import { connect } from "@flux/api/db";
import { createLog } from "@flux/api/log";
import { parseEnv } from "@flux/api/settings";
import { privateKeyToAccount } from "viem/accounts";
import { seedSettings } from "./settings.ts";

/** What the steps of the seed share. */
export function openSeed() {
  const env = parseEnv(seedSettings);
  if (env.NODE_ENV === "production")
    throw new Error("The seed makes demo logins and virtual chips: not in production.");
  const { db, pool } = connect(env.DATABASE_URL, { max: 4 });
  return {
    env,
    db,
    log: createLog({ LOG_LEVEL: "silent" }),
    chain: connectChain(env),
    curator: privateKeyToAccount(env.CURATOR_KEY),
    royalty: { receiver: env.ROYALTY_ADDRESS, feeBps: env.ROYALTY_BPS },
    /** Pinata's SDK is loaded only for who pins: it takes longer than all the steps of a second run. */
    openIpfs: async () => (await import("@flux/api/ipfs")).createPinata(env),
    say: (done: string) => console.log(`  ${done}`),
    close: () => pool.end(),
  };
}
export type Seed = ReturnType<typeof openSeed>;
