import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { tagHashOfChip, tokenIdOf } from "@flux/contracts";
import { startChips } from "@flux/sandbox/chips";
import { and, eq } from "drizzle-orm";
import { type Address, type Hex, keccak256, toHex } from "viem";
import { generatePrivateKey, mnemonicToAccount, privateKeyToAddress } from "viem/accounts";
import { developmentMnemonic } from "../../../scripts/flux/chain.ts";
import { startChain } from "../../../test/harness/chain.ts";
import { deployFlux } from "../../../test/harness/flux-on-chain.ts";
import { startRpcProxy } from "../../../test/harness/rpc-proxy.ts";
import { startIndexer } from "../../../test/harness/start-indexer.ts";
import { openSigners } from "../../src/adapters/chain/open-signers.ts";
import type { SignerKey } from "../../src/env.ts";
import { startMinter } from "../../src/minter/minter.ts";
import { requestMint } from "../../src/minter/request-mint.ts";
import { spendingLimits } from "../../src/minter/spending.ts";
import { garments } from "../../src/modules/stock/tables.ts";
import { openShop } from "../shop/open-shop.ts";

export type ChainedShop = Awaited<ReturnType<typeof openChainedShop>>;

const [minterKey, relayerKey] = [1, 2].map((addressIndex) => {
  const key = mnemonicToAccount(developmentMnemonic, { addressIndex }).getHdKey().privateKey;
  if (!key) throw new Error("the mnemonic gave no private key");
  return toHex(key);
}) as [Hex, Hex];

/**
 * A shop on a chain of its own: FLUX is deployed, batch 1 is open, a drawer of chips lies beside it. With `throughProxy` the
 * shop reaches the chain through `rpc`, with `twoNodes` through `rpc` and `secondRpc`; `flux` and the indexer go straight to it. `settings` are
 * environment variables, `keys` signers in place of anvil's accounts 1 and 2 (fund them); with `chainBehindSec` the chain has a clock that is this much slow.
 */
export async function openChainedShop({
  pieces = 3,
  indexed = false,
  throughProxy = false,
  twoNodes = false,
  chainBehindSec = 0,
  settings: more = {} as Record<string, string>,
  keys: otherKeys = {} as { MINTER_KEY?: SignerKey; RELAYER_KEY?: SignerKey },
} = {}) {
  const genesisSec = Math.floor(Date.now() / 1_000) - chainBehindSec;
  const anvil = await startChain(chainBehindSec ? { genesisSec } : {});
  const openProxy = () => startRpcProxy({ target: anvil.rpcUrl });
  const rpc = throughProxy || twoNodes ? await openProxy() : undefined;
  const secondRpc = twoNodes ? await openProxy() : undefined;
  const flux = await deployFlux(anvil.rpcUrl);
  const home = mkdtempSync(join(tmpdir(), "flux-chained-"));
  const deploymentFile = join(home, "deployment.json");
  writeFileSync(deploymentFile, JSON.stringify(flux.deployment));
  const settings = {
    RPC_URL: [rpc?.url ?? anvil.rpcUrl, ...(secondRpc ? [secondRpc.url] : [])].join(),
    DEPLOYMENT_FILE: deploymentFile,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
    // Its head is as old as its clock is slow, and no less alive.
    ...(chainBehindSec && { MAX_HEAD_AGE_SEC: String(chainBehindSec + 86_400) }),
    ...more,
  };
  const shop = await openShop({ work: false, settings });
  const { api } = shop;
  const chips = await startChips({ port: 0, webUrl: api.env.WEB_URL });
  const { deps } = api;
  const keys = { MINTER_KEY: minterKey, RELAYER_KEY: relayerKey, ...otherKeys };
  const signers = await openSigners({ ...api.env, ...keys });
  const role = [keccak256(toHex("MINTER_ROLE")), signers.minter.address] as const;
  await flux.mined(
    await flux.chain.writeContract({ ...flux.onGarment, functionName: "grantRole", args: role }),
  );
  await flux.openBatch(1, 999);
  await shop.stock([pieces]);
  const sewn = await Promise.all(Array.from({ length: pieces }, (_, index) => sewChip(index + 1)));
  const indexer = indexed
    ? await startIndexer({
        databaseUrl: api.env.DATABASE_URL,
        rpcUrl: anvil.rpcUrl,
        deployment: flux.deployment,
      })
    : undefined;
  await indexer?.ready().catch(async (error: unknown) => {
    await anvil.close();
    throw error;
  });
  const minters: { stop(): Promise<void> }[] = [];
  const spending = spendingLimits(api.env);

  /** Encodes a chip of the drawer for garment 1-<serial> and writes it down, as the encoding station does. */
  async function sewChip(serial: number) {
    const chip = (await (await post(`${chips.url}/chips`, { batch: 1, serial })).json()) as Chip;
    const addresses = { chipAddress: lower(chip.address), chipPk2Address: lower(chip.pk2Address) };
    const [garment] = await deps.db
      .update(garments)
      .set({ ...addresses, tagHash: tagHashOfChip(addresses.chipAddress) })
      .where(and(eq(garments.batchId, 1), eq(garments.serial, serial)))
      .returning();
    if (!garment) throw new Error(`there is no garment 1-${serial}`);
    return { ...garment, tokenId: tokenIdOf(1, serial) };
  }

  return {
    ...shop,
    ...{ deps, flux, anvil, rpc, secondRpc, indexer, signers, spending },
    /** The environment of a worker beside this API. */
    workerEnv: { ...api.settings, ...keys },
    /** Garment 1-<serial>, with its chip. */
    garment: (serial: number) => {
      const garment = sewn[serial - 1];
      if (!garment) throw new Error(`there is no garment 1-${serial}`);
      return garment;
    },
    /** Queues the mint of garment 1-<serial>, as paying for it does. One beyond the stock gets a chip of nobody. */
    async payFor(serial: number, to: Address = newAddress(), db = deps.db) {
      const known = sewn[serial - 1];
      const mint = {
        garmentId: known?.id ?? randomUUID(),
        orderItemId: randomUUID(),
        tokenId: tokenIdOf(1, serial),
        tagHash: known?.tagHash ?? tagHashOfChip(newAddress()),
        to,
      };
      await db.transaction((tx) => requestMint(tx, mint));
      return mint;
    },
    /** A phone reads the chip: the URL that it opens. */
    tap: async ({ chipAddress }: { chipAddress: Address }) => {
      const { pk2, rnd, rndsig } = (await (
        await post(`${chips.url}/chips/${chipAddress}/tap`, {})
      ).json()) as Tap;
      return { kind: "url", pk2, rnd, rndsig };
    },
    forge: async ({ chipAddress: address }: { chipAddress: Address }, forgery: string) => {
      const { pk2, rnd, rndsig } = (await (
        await post(`${chips.url}/chips/forge`, { address, forgery })
      ).json()) as Tap;
      return { kind: "url", pk2, rnd, rndsig };
    },
    /** The chip signs a challenge. */
    answer: async ({ chipAddress }: { chipAddress: Address }, challenge: string) => {
      const signed = await post(`${chips.url}/chips/${chipAddress}/sign`, { challenge });
      return ((await signed.json()) as { signature: string }).signature;
    },
    startMinter(options: Parameters<typeof startMinter>[1] = {}) {
      const minter = startMinter({ ...deps, signers, spending }, options);
      minters.push(minter);
      return minter;
    },
    async stopMinters() {
      await Promise.all(minters.splice(0).map((minter) => minter.stop()));
    },
    async close() {
      await this.stopMinters();
      await indexer?.stop();
      await chips.close();
      await shop.close();
      await rpc?.close();
      await secondRpc?.close();
      await anvil.close();
      rmSync(home, { recursive: true });
    },
  };
}
const lower = (address: string) => `0x${address.slice(2).toLowerCase()}` as const;
type Chip = { address: string; pk2Address: string };
type Tap = { pk2: string; rnd: string; rndsig: string };

export const newAddress = () => privateKeyToAddress(generatePrivateKey());

/** Waits until `probe` gives something; fails with what it was waiting for, and what it saw last. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined | null | false>,
  see: () => Promise<unknown> = async () => "",
  ms = 60_000,
) {
  for (const deadline = Date.now() + ms; ; ) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${ms / 1000} s for ${what}: ${inspect(await see())}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
