import { existsSync } from "node:fs";
import { join } from "node:path";
import { openCustody } from "@flux/api/custody";
import { sealSeed } from "@flux/api/custody/seal-seed";
import { withKeys } from "@flux/api/key-settings";
import { keysSettings, parseEnv } from "@flux/api/settings";
import { openSigner } from "@flux/api/signers";
import { root } from "./home.ts";

const usage = `./flux keys                         the addresses of the keys that the settings name, each asked of who keeps it
./flux keys seal <plain> <new file>  seal a seed of 64 hex digits as CUSTODY_SEED says, and open it again`;

/** `./flux keys …`: where each key is, by its address. Prints no secret. */
export async function keys(args: string[]): Promise<number> {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const [act, from, to] = args;
  if (act === "seal" && from && to && args.length === 3) return seal(from, to);
  if (args.length === 0) return show();
  console.error(usage);
  return 2;
}

async function seal(from: string, to: string): Promise<number> {
  // The file is not named yet. Outside production a local seed would do without a passphrase: here it is the point.
  const env = parseEnv(withKeys(keysSettings), {
    ...set(),
    ...{ NODE_ENV: "production", CUSTODY_SEED_FILE: to },
  });
  const address = await sealSeed(env, { from, to });
  console.log(
    `${to} is the seed of ${address} (index 0), sealed (${env.CUSTODY_SEED}), and was opened again.`,
  );
  console.log(`Keep a copy of ${from} where no machine reaches it, and delete it here: shred -u ${from}`);
  return 0;
}

async function show(): Promise<number> {
  const env = parseEnv(withKeys(keysSettings), set());
  for (const name of ["MINTER_KEY", "RELAYER_KEY"] as const) {
    const key = env[name];
    if (!key) continue;
    const { address } = await openSigner(env, key);
    console.log(`${name.padEnd(12)} ${address}  ${key.startsWith("0x") ? "in this process" : key}`);
  }
  if (!existsSync(env.CUSTODY_SEED_FILE))
    throw new Error(`There is no custody seed ${env.CUSTODY_SEED_FILE}.`);
  const address = await (await openCustody(env)).addressOf(0);
  console.log(
    `${"CUSTODY_SEED".padEnd(12)} ${address}  index 0 of ${env.CUSTODY_SEED_FILE} (${env.CUSTODY_SEED})`,
  );
  return 0;
}

/** An empty variable counts as not set. */
const set = () => Object.fromEntries(Object.entries(process.env).filter(([, value]) => value));
