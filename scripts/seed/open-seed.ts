import { connectChain } from "@flux/api/chain";
import { connect } from "@flux/api/db";
import { parseEnv } from "@flux/api/settings";
import { localSigner } from "@flux/api/signer";
import { isHex } from "viem";

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
    chain: connectChain(env),
    curator: localSigner(curatorKey),
    chipsUrl,
    /** Pinata's SDK is loaded only for who pins: it takes longer than all the steps of a second run. */
    openIpfs: async () => (await import("@flux/api/ipfs")).createPinata(env),
    say: (done: string) => console.log(`  ${done}`),
    close: () => pool.end(),
  };
}
export type Seed = ReturnType<typeof openSeed>;
