import { type Hex, isHex } from "viem";
import { connect } from "../../api/src/db/client.ts";
import { parseEnv } from "../../api/src/env.ts";

/** What the steps of the seed share. */
export function openSeed() {
  const env = parseEnv();
  if (env.NODE_ENV === "production")
    throw new Error("The seed makes demo logins and virtual chips: not in production.");
  const { CHIPS_URL: chipsUrl, CURATOR_KEY: curatorKey } = process.env;
  if (!chipsUrl) throw new Error("CHIPS_URL is not set: nobody encodes the chips.");
  if (!isHex(curatorKey)) throw new Error("CURATOR_KEY is not set: nobody may open a batch.");
  const { db, pool } = connect(env.DATABASE_URL, { max: 4 });
  return {
    env,
    db,
    chipsUrl,
    curatorKey: curatorKey satisfies Hex,
    say: (done: string) => console.log(`  ${done}`),
    close: () => pool.end(),
  };
}
export type Seed = ReturnType<typeof openSeed>;
