import { parseEnv } from "@flux/api/settings";
import { connect } from "../../api/src/db/client.ts";
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
    chipsUrl: env.CHIPS_URL,
    curatorKey: env.CURATOR_KEY,
    say: (done: string) => console.log(`  ${done}`),
    close: () => pool.end(),
  };
}
export type Seed = ReturnType<typeof openSeed>;
