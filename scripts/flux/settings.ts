import { existsSync } from "node:fs";
import { join } from "node:path";
import { bytesToHex, isHex } from "viem";
import { mnemonicToAccount, privateKeyToAddress } from "viem/accounts";
import { pickSet } from "./bare-environment.ts";
import { developmentMnemonic } from "./chain.ts";
import { demoSeller } from "./demo-seller.ts";
import { home, paths, root } from "./home.ts";
import { freePort, isPortFree } from "./ports.ts";
import { findFaults, type ProcessName } from "./process-settings.ts";
import { loadSecrets } from "./secrets.ts";
import type { Status } from "./state.ts";

/** The part that runs embedded unless its setting names a real one. */
const switches = {
  postgres: "DATABASE_URL",
  chain: "RPC_URL",
  razorpay: "RAZORPAY_KEY_ID",
  smtp: "SMTP_URL",
  pinata: "PINATA_JWT",
  sms: "SMS_VENDOR",
} as const;

const defaultPorts = {
  WEB_PORT: 3000,
  API_PORT: 4000,
  WORKER_PORT: 4001,
  SANDBOX_PORT: 4100,
  RAZORPAY_PORT: 4101,
  PINATA_PORT: 4102,
  INBOX_PORT: 4103,
  SMTP_PORT: 4104,
  CHIPS_PORT: 4105,
  SMS_PORT: 4106,
  POSTGRES_PORT: 5433,
  CHAIN_PORT: 8545,
  INDEXER_PORT: 42069,
};
type Ports = Record<keyof typeof defaultPorts, number>;

export type Settings = {
  production: boolean;
  external: Set<keyof typeof switches>;
  ports: Ports;
  /** Ports that were taken, and what is used instead. */
  moved: string[];
  urls: Status["urls"];
  /** Every setting there is. A process gets only its own: process-settings.ts. */
  env: Record<string, string>;
};

/** Reads .env and the environment, and fills in the embedded part of all that is not set. */
export async function loadSettings(): Promise<Settings> {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const given = process.env;
  const production = given.NODE_ENV === "production";
  const external = new Set(
    (Object.keys(switches) as (keyof typeof switches)[]).filter((part) => given[switches[part]]),
  );
  if (production) refuseMissing(given);

  const { ports, moved } = await choosePorts(given);
  const secrets = loadSecrets();
  const local = (port: keyof Ports) => `http://localhost:${ports[port]}`;
  const embedded: Record<string, string> = {
    NODE_ENV: "development",
    WEB_URL: local("WEB_PORT"),
    API_URL: local("API_PORT"),
    // Not localhost, which may be ::1: it listens on this address.
    INDEXER_URL: `http://127.0.0.1:${ports.INDEXER_PORT}`,
    DATABASE_URL: `postgres://flux:${secrets.postgresPassword}@127.0.0.1:${ports.POSTGRES_PORT}/flux`,
    AUTH_SECRET: secrets.authSecret,
    // The web server that is started beside the API says for whom it asks.
    TRUSTED_PROXIES: "127.0.0.0/8,::1/128",
    // Everybody here asks from this machine: it is no one network.
    ACTS_PER_MINUTE_OF_NETWORK: "0",
    ORDERS_PER_NETWORK: "0",
    // Who tries a drop out here has it all sent to one door.
    UNPAID_ORDERS_PER_ADDRESS: "60",
    CUSTODY_SEED_FILE: paths.custodySeed,
    // 18 seconds in place of a day: long enough to see it wait, and to stop it.
    CUSTODY_NEW_DESTINATION_WAIT_H: "0.005",
    UPLOADS_DIR: paths.uploads,
    ...(external.has("chain") ? {} : embeddedChain(ports.CHAIN_PORT)),
    ...(external.has("razorpay")
      ? {}
      : {
          RAZORPAY_API_URL: local("RAZORPAY_PORT"),
          RAZORPAY_KEY_ID: "rzp_test_fluxsandbox",
          RAZORPAY_KEY_SECRET: secrets.razorpayKeySecret,
          RAZORPAY_WEBHOOK_SECRET: secrets.razorpayWebhookSecret,
          RAZORPAY_WEBHOOK_URL: `${local("API_PORT")}/api/webhooks/razorpay`,
        }),
    ...(production ? {} : demoSeller),
    ...(external.has("smtp") ? {} : { SMTP_URL: `smtp://127.0.0.1:${ports.SMTP_PORT}` }),
    ...(external.has("pinata")
      ? {}
      : {
          PINATA_JWT: secrets.pinataJwt,
          PINATA_API_URL: local("PINATA_PORT"),
          PINATA_UPLOAD_URL: local("PINATA_PORT"),
          PINATA_GATEWAY_URL: local("PINATA_PORT"),
        }),
    // Production without a vendor sends none: its people are never told a sandbox's codes.
    ...(production || external.has("sms")
      ? {}
      : {
          SMS_VENDOR: "msg91",
          MSG91_API_URL: local("SMS_PORT"),
          MSG91_AUTH_KEY: secrets.msg91AuthKey,
          MSG91_SENDER: "FLUXIN",
          MSG91_OTP_TEMPLATE_ID: "flux-otp",
        }),
    SANDBOX_URL: local("SANDBOX_PORT"),
    CHIPS_URL: local("CHIPS_PORT"),
    INBOX_URL: local("INBOX_PORT"),
    SMS_URL: local("SMS_PORT"),
    SANDBOX_DATA_DIR: paths.sandbox,
    // Most of a start is loading modules: the second one loads them compiled.
    NODE_COMPILE_CACHE: join(home, "compile-cache"),
  };
  // The ports last: one given as 0 asks for a free one, which is known only now.
  const chosen = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
  const env = withAddresses({ ...embedded, ...(given as Record<string, string>), ...chosen });
  return {
    production,
    external,
    ports,
    moved,
    env,
    urls: {
      web: env.WEB_URL ?? "",
      api: env.API_URL ?? "",
      chain: env.RPC_URL?.split(",")[0] ?? "",
      indexer: env.INDEXER_URL ?? "",
      worker: `http://localhost:${ports.WORKER_PORT}`,
      inbox: env.INBOX_URL ?? "",
      sms: env.SMS_URL ?? "",
      sandbox: env.SANDBOX_URL ?? "",
      database: env.DATABASE_URL ?? "",
    },
  };
}

/** anvil's accounts: 0 deploys, administers and is paid royalties, 1 mints, 2 relays, 3 curates. */
function embeddedChain(port: number): Record<string, string> {
  const key = (addressIndex: number) => {
    const { privateKey } = mnemonicToAccount(developmentMnemonic, { addressIndex }).getHdKey();
    return bytesToHex(privateKey ?? new Uint8Array());
  };
  return {
    RPC_URL: `http://127.0.0.1:${port}`,
    CHAIN_ID: "31337",
    DEPLOYMENT_FILE: paths.deployment,
    DEPLOYER_KEY: key(0),
    MINTER_KEY: key(1),
    RELAYER_KEY: key(2),
    CURATOR_KEY: key(3),
    ROYALTY_ADDRESS: privateKeyToAddress(key(0)),
  };
}

/** A port that is named in the environment is meant; one that is only a default may move. */
async function choosePorts(given: NodeJS.ProcessEnv) {
  const moved: string[] = [];
  const ports = {} as Ports;
  for (const [name, preferred] of Object.entries(defaultPorts) as [keyof Ports, number][]) {
    const wanted = Number(given[name] ?? preferred);
    if (wanted !== 0 && (await isPortFree(wanted))) {
      ports[name] = wanted;
      continue;
    }
    if (given[name] && wanted !== 0)
      throw new Error(`${name}=${wanted} is taken by another program. Free it or choose another port.`);
    ports[name] = await freePort();
    if (wanted !== 0) moved.push(`port ${wanted} is taken, ${name} is ${ports[name]}`);
  }
  return { ports, moved };
}

/** The deployment needs to know who mints and who curates, and not their keys. */
function withAddresses(env: Record<string, string>): Record<string, string> {
  const addressOf = (key: string | undefined) =>
    isHex(key) && key.length === 66 ? privateKeyToAddress(key) : undefined;
  const known = { MINTER_ADDRESS: addressOf(env.MINTER_KEY), CURATOR_ADDRESS: addressOf(env.CURATOR_KEY) };
  return { ...pickSet(Object.keys(known), known), ...env };
}

/** What a start in production runs. Contracts, garments and logins are people's decisions there. */
const inProduction: ProcessName[] = ["migrate", "indexer", "api", "worker", "web"];

/** @throws one list of all that a process of production would miss */
export function refuseMissing(given: Record<string, string | undefined>) {
  // An empty variable counts as not set.
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
  const faults = findFaults(inProduction, set);
  if (faults.length > 0)
    throw new Error(
      `In production these settings must be there and right (see .env.example):\n  ${faults.join("\n  ")}`,
    );
}
