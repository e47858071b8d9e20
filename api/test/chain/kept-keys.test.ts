// Keys that others keep, on a real chain: AWS KMS signs what mints and relays, AWS KMS or Vault opens custody's seed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generatePrivateKey } from "viem/accounts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sealSeed } from "../../src/adapters/custody/seal-seed.ts";
import { keysSettings, parseEnv } from "../../src/env.ts";
import { sends } from "../../src/minter/tables.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { reasonOf } from "../../src/worker/report-signer.ts";
import { startTestKms, startTestVault } from "../key-vendors.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";
import { watchMints } from "./watch-mints.ts";

const home = mkdtempSync(join(tmpdir(), "flux-kept-"));
let kms: Awaited<ReturnType<typeof startTestKms>>;
let vault: Awaited<ReturnType<typeof startTestVault>>;
beforeAll(async () => {
  kms = await startTestKms();
  vault = await startTestVault();
});
afterAll(async () => {
  await kms.close();
  await vault.close();
  rmSync(home, { recursive: true });
});

/** A shop whose signers AWS KMS keeps and whose seed it or Vault opens, sealed before. */
async function openShopOfKeeper(keeper: "aws-kms" | "vault"): Promise<ChainedShop> {
  const [plain, sealed] = [join(home, `plain-${keeper}`), join(home, `sealed-${keeper}`)];
  writeFileSync(plain, generatePrivateKey(), { mode: 0o600 });
  const settings = {
    ...{ CUSTODY_SEED: keeper, CUSTODY_SEED_FILE: sealed, ...kms.settings, ...vault.settings },
    CUSTODY_KMS_KEY: await kms.newKey("SYMMETRIC_DEFAULT"),
  };
  await sealSeed(parseEnv(keysSettings, settings), { from: plain, to: sealed });
  rmSync(plain);
  const [minter, relayer] = [await kms.newKey("ECC_SECG_P256K1"), await kms.newKey("ECC_SECG_P256K1")];
  const keys = { MINTER_KEY: `aws-kms:${minter}`, RELAYER_KEY: `aws-kms:${relayer}` } as const;
  const shop = await openChainedShop({ settings, keys });
  for (const { address } of Object.values(shop.signers))
    await shop.flux.chain.setBalance({ address, value: 10n ** 20n });
  return shop;
}

describe.each(["aws-kms", "vault"] as const)("with a seed that %s opens", (keeper) => {
  let shop: ChainedShop;
  beforeAll(async () => {
    shop = await openShopOfKeeper(keeper);
  });
  afterEach(async () => {
    await kms.fault();
    await shop.stopMinters();
  });
  afterAll(() => shop?.close());

  const { mined, mintEvents, stateOf } = watchMints(() => shop);
  const ownerOf = (tokenId: bigint) =>
    shop.flux.chain.readContract({ ...shop.flux.onGarment, functionName: "ownerOf", args: [tokenId] });
  const nonceOf = (name: "minter" | "relayer") =>
    shop.flux.chain.getTransactionCount({ address: shop.signers[name].address });

  test("a garment is minted into custody and sent out of it, sent by keys that no process has", async () => {
    const buyer = await shop.newBuyer();
    const custody = await findCustodyWallet(shop.deps.db, buyer.id);
    shop.startMinter();
    const mint = await shop.payFor(1, custody?.address as `0x${string}`);
    await mined(mint);
    expect(await mintEvents(mint)).toHaveLength(1);
    expect((await ownerOf(mint.tokenId)).toLowerCase()).toBe(custody?.address);
    const to = newAddress();
    const answer = await buyer.send("POST", `/api/garments/${mint.tokenId}/send`, { to });
    expect(answer.status).toBe(202);
    await eventually("the garment to arrive", async () => (await ownerOf(mint.tokenId)) === to);
    expect([await nonceOf("minter"), await nonceOf("relayer")]).toEqual([1, 1]);
  });

  test("while KMS is down a paid garment waits in the queue as it is, and is minted once when it is back", async () => {
    await kms.fault({ on: "kms Sign", do: "fail", times: "always" });
    const nonce = await nonceOf("minter");
    const signedBefore = await shop.deps.db.$count(sends);
    const mint = await shop.payFor(100);
    const minter = shop.startMinter();
    const error = await eventually("the minter to notice", async () => minter.signerLoops()[0]?.lastError);
    expect(reasonOf(error)).toBe("AwsKmsError KMSInternalException");
    expect(await stateOf(mint)).toMatchObject({ state: "queued", failure: null, hash: null });
    expect(await shop.deps.db.$count(sends)).toBe(signedBefore);
    await kms.fault();
    await mined(mint);
    expect(await mintEvents(mint)).toHaveLength(1);
    expect((await nonceOf("minter")) - nonce).toBe(1);
  });

  test("a signature whose answer was lost on the way is made again, and one of them is sent", async () => {
    const nonce = await nonceOf("minter");
    await kms.fault({ on: "POST /", do: "drop_after", times: 4 });
    const mint = await shop.payFor(101);
    shop.startMinter();
    await mined(mint);
    expect(await mintEvents(mint)).toHaveLength(1);
    expect((await nonceOf("minter")) - nonce).toBe(1);
  });
});
