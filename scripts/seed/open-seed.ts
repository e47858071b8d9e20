import { z } from "zod";
import { connect } from "../../api/src/db/client.ts";
import { parseEnv } from "../../api/src/env.ts";

const settingsSchema = z.object({
  CHIPS_URL: z.url(),
  CURATOR_KEY: z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/i)]),
});

/** What the steps of the seed share. */
export function openSeed() {
  const env = parseEnv();
  if (env.NODE_ENV === "production")
    throw new Error("The seed makes demo logins and virtual chips: not in production.");
  const settings = settingsSchema.parse(process.env);
  const { db, pool } = connect(env.DATABASE_URL, { max: 4 });
  return {
    env,
    db,
    chipsUrl: settings.CHIPS_URL,
    curatorKey: settings.CURATOR_KEY,
    say: (done: string) => console.log(`  ${done}`),
    close: () => pool.end(),
  };
}
export type Seed = ReturnType<typeof openSeed>;
