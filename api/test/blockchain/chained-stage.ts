import { randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tagHashOfChip, tokenIdOf } from "@flux/contracts";
import { pino } from "pino";
import { type Address, keccak256, toHex } from "viem";
import { generatePrivateKey, mnemonicToAccount, privateKeyToAddress } from "viem/accounts";
import { deployFlux } from "../../../indexer/test/flux-on-chain.ts";
import { developmentMnemonic } from "../../../scripts/flux/chain.ts";
import { startChain } from "../../../test/harness/chain.ts";
import { createDatabase } from "../../../test/harness/database.ts";
import { connectChain } from "../../src/adapters/chain/chain.ts";
import { createLocalSeedCustody } from "../../src/adapters/custody/local-seed.ts";
import { connect } from "../../src/db/client.ts";
import { parseEnv } from "../../src/env.ts";
import type { MinterDeps } from "../../src/modules/blockchain/minter.ts";
import { requestMint } from "../../src/modules/blockchain/request-mint.ts";

export type ChainedStage = Awaited<ReturnType<typeof setStage>>;

const [minter, relayer] = [1, 2].map((addressIndex) => {
  const key = mnemonicToAccount(developmentMnemonic, { addressIndex }).getHdKey().privateKey;
  if (!key) throw new Error("the mnemonic gave no private key");
  return toHex(key);
});

/** A database, a chain with FLUX on it, and the settings of a worker between them. */
export async function setStage() {
  const [database, anvil] = await Promise.all([createDatabase(), startChain()]);
  const flux = await deployFlux(anvil.rpcUrl);
  const home = mkdtempSync(join(tmpdir(), "flux-stage-"));
  const deploymentFile = join(home, "deployment.json");
  writeFileSync(deploymentFile, JSON.stringify(flux.deployment));
  const settings = {
    ...{ NODE_ENV: "test", LOG_LEVEL: process.env.LOG_LEVEL ?? "silent" },
    ...{
      API_URL: "http://127.0.0.1:4000",
      WEB_URL: "http://127.0.0.1:3000",
      INDEXER_URL: "http://127.0.0.1:1",
    },
    ...{
      DATABASE_URL: database.url,
      RPC_URL: anvil.rpcUrl,
      CHAIN_ID: "31337",
      DEPLOYMENT_FILE: deploymentFile,
    },
    ...{ MINTER_KEY: minter, RELAYER_KEY: relayer, CUSTODY_SEED_FILE: join(home, "custody-seed") },
    ...{
      AUTH_SECRET: "a secret of thirty-two characters",
      SMTP_URL: "smtp://127.0.0.1:1",
      PINATA_JWT: "jwt",
    },
    ...{ RAZORPAY_KEY_ID: "rzp_test_1", RAZORPAY_KEY_SECRET: "secret", RAZORPAY_WEBHOOK_SECRET: "secret" },
  };
  const env = parseEnv(settings);
  const { db, pool } = connect(database.url, { max: 20 });
  const deps: MinterDeps & { db: typeof db } = {
    env,
    db,
    log: pino({ level: env.LOG_LEVEL }),
    chain: connectChain(env),
    custody: createLocalSeedCustody(env.CUSTODY_SEED_FILE, { create: true }),
  };
  const minterRole = [keccak256(toHex("MINTER_ROLE")), deps.chain.minter.address] as const;
  await flux.mined(
    await flux.chain.writeContract({ ...flux.onGarment, functionName: "grantRole", args: minterRole }),
  );
  await flux.openBatch(1, 999);

  return {
    ...{ flux, anvil, deps, settings, pool },
    /** Queues the mint of garment 1-<serial>, as paying for it does. */
    async payFor(serial: number, to: Address = newAddress()) {
      const mint = {
        garmentId: randomUUID(),
        orderItemId: randomUUID(),
        tokenId: tokenIdOf(1, serial),
        tagHash: tagHashOfChip(newAddress()),
        to,
      };
      await db.transaction((tx) => requestMint(tx, deps, mint));
      return mint;
    },
    async close() {
      await pool.end();
      await anvil.close();
      await database.drop();
    },
  };
}

export const newAddress = () => privateKeyToAddress(generatePrivateKey());

/** Waits until `probe` gives something; fails with what it was waiting for. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined | null | false>,
  ms = 15_000,
) {
  for (const deadline = Date.now() + ms; ; ) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
