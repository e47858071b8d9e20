import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { CrashPoint } from "../../src/modules/blockchain/crash-point.ts";
import { startMinter } from "../../src/modules/blockchain/minter.ts";
import { mintsOfOrder } from "../../src/modules/blockchain/queries.ts";
import { type ChainedStage, eventually, newAddress, setStage } from "./chained-stage.ts";

let stage: ChainedStage;
let running: { stop(): Promise<unknown> }[] = [];
let serial = 0;
const start = () => {
  const minter = startMinter(stage.deps);
  running.push(minter);
  return minter;
};

beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => {
  await Promise.all(running.map((minter) => minter.stop()));
  running = [];
});
afterAll(() => stage.close());

type Mint = Awaited<ReturnType<ChainedStage["payFor"]>>;

const stateOf = async (mint: Mint) => (await mintsOfOrder(stage.deps.db, [mint.orderItemId]))[0]!;
const mined = (mint: Mint) =>
  eventually(`mint of ${mint.tokenId}`, async () => {
    const row = await stateOf(mint);
    return (row.state === "mined" || row.state === "final") && row;
  });
async function mintEvents(mint: Mint) {
  return stage.flux.chain.getContractEvents({
    ...stage.flux.onGarment,
    eventName: "GarmentMinted",
    args: { tokenId: mint.tokenId },
    fromBlock: 0n,
  });
}
const holderOf = (mint: Mint) =>
  stage.flux.chain.readContract({ ...stage.flux.onGarment, functionName: "ownerOf", args: [mint.tokenId] });

test("garments paid for by several people are minted once each, to their buyers, in one transaction", async () => {
  const paid = await Promise.all([30, 10, 20, 40].map((n) => stage.payFor(n)));
  start();
  const rows = await Promise.all(paid.map(mined));
  expect(new Set(rows.map((row) => row.hash)).size).toBe(1);
  for (const mint of paid) {
    expect(await mintEvents(mint)).toHaveLength(1);
    expect(await holderOf(mint)).toBe(mint.to);
  }
  expect(rows[0]).toMatchObject({
    blockNumber: expect.any(BigInt),
    gasUsed: expect.any(BigInt),
    failure: null,
  });
});

test("a paid garment is sent within a second of the payment and becomes final", async () => {
  start();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const paidAt = Date.now();
  const mint = await stage.payFor(100);
  const row = await mined(mint);
  expect(row.sentAt!.getTime() - paidAt).toBeLessThan(1_000);
  console.log(
    `payment → sent ${row.sentAt!.getTime() - paidAt} ms, → mined ${row.minedAt!.getTime() - paidAt} ms`,
  );
  await eventually("finality", async () => (await stateOf(mint)).state === "final");
});

test.each<CrashPoint>(["signed_not_stored", "stored_not_sent", "sent_not_recorded", "mined_not_recorded"])(
  "a worker killed at %s mints once after its restart",
  async (point) => {
    const mint = await stage.payFor(200 + ++serial);
    const worker = spawnMinter(point);
    const [, signal] = await once(worker, "close");
    expect(signal).toBe("SIGKILL");
    expect((await stateOf(mint)).state).not.toBe("mined");
    const nonce = await minterNonce();
    start();
    const row = await mined(mint);
    expect(await mintEvents(mint)).toHaveLength(1);
    expect(row.failure).toBeNull();
    // The stored bytes were sent again: no second transaction was made for them.
    const used = { signed_not_stored: 1, stored_not_sent: 1, sent_not_recorded: 0, mined_not_recorded: 0 };
    expect((await minterNonce()) - nonce).toBe(used[point]);
  },
);

test("two workers alive at once mint each garment once", async () => {
  start();
  start();
  const paid = await Promise.all(Array.from({ length: 60 }, (_, n) => stage.payFor(300 + n)));
  const rows = await Promise.all(paid.map(mined));
  for (const mint of paid) expect(await mintEvents(mint)).toHaveLength(1);
  expect(rows.every((row) => row.failure === null)).toBe(true);
});

test("a mint that the contract refuses is parked with its reason and holds up nobody", async () => {
  const good = [await stage.payFor(400), await stage.payFor(401)];
  const taken = await stage.payFor(402);
  // Somebody minted this garment with another tag.
  await stage.flux.mint(1, 402, newAddress());
  start();
  for (const mint of good) expect((await mined(mint)).failure).toBeNull();
  const parked = await eventually("parking", async () => {
    const row = await stateOf(taken);
    return row.state === "failed" && row;
  });
  expect(parked.failure).toBe("FluxGarmentTokenTaken(1000402)");
});

test("mints wait while the contract is paused and go out when it is not", async () => {
  const { chain, onGarment, mined: minedOnChain } = stage.flux;
  await grantPauser();
  await minedOnChain(await chain.writeContract({ ...onGarment, functionName: "pause" }));
  const mint = await stage.payFor(450);
  start();
  const waiting = await eventually("the pause to be noticed", async () => {
    const row = await stateOf(mint);
    return row.failure && row;
  });
  expect(waiting).toMatchObject({ state: "queued", failure: "EnforcedPause()" });
  await minedOnChain(await chain.writeContract({ ...onGarment, functionName: "unpause" }));
  expect((await mined(mint)).failure).toBeNull();
});

test("a garment that the chain has already is not sent again", async () => {
  const mint = await stage.payFor(460);
  const { chain, onGarment } = stage.flux;
  const { to, tokenId, tagHash } = mint;
  const args = [{ to, tokenId, tagHash, orderRef: tagHash }] as const;
  await stage.flux.mined(await chain.writeContract({ ...onGarment, functionName: "mintProduct", args }));
  const nonce = await minterNonce();
  start();
  await eventually("the mint to close", async () => (await stateOf(mint)).state === "final");
  expect(await minterNonce()).toBe(nonce);
});

test("a mint whose block was reorganised away is sent again, with the same bytes", async () => {
  start();
  const mint = await stage.payFor(470);
  const first = await mined(mint);
  await stage.flux.chain.request({ method: "anvil_reorg", params: [1, []] } as never);
  await eventually("the reorganisation to be healed", async () => {
    const events = await mintEvents(mint);
    const row = await stateOf(mint);
    return events.length === 1 && row.state !== "sent" && row.hash === first.hash;
  });
  expect(await holderOf(mint)).toBe(mint.to);
});

test("a nonce that somebody else used with the key does not hold up the next mint", async () => {
  const first = await stage.payFor(480);
  start();
  await mined(first);
  await Promise.all(running.map((minter) => minter.stop()));
  running = [];
  const { chain, deps } = { chain: stage.flux.chain, deps: stage.deps };
  const address = deps.chain.minter.address;
  const raw = await deps.chain.minter.signTransaction({
    ...{ type: "eip1559", chainId: 31337, to: address, gas: 21_000n, nonce: await minterNonce() },
    ...(await deps.chain.fees()),
  });
  await stage.flux.mined(await chain.sendRawTransaction({ serializedTransaction: raw }));
  const next = await stage.payFor(481);
  start();
  await mined(next);
  expect(await mintEvents(next)).toHaveLength(1);
});

const minterNonce = () => stage.flux.chain.getTransactionCount({ address: stage.deps.chain.minter.address });

async function grantPauser() {
  const { chain, onGarment, mined: minedOnChain } = stage.flux;
  const role = await chain.readContract({ ...onGarment, functionName: "PAUSER_ROLE" });
  const args = [role, chain.account.address] as const;
  await minedOnChain(await chain.writeContract({ ...onGarment, functionName: "grantRole", args }));
}

/** A worker in a process of its own, which dies at the point. */
function spawnMinter(point: CrashPoint) {
  const file = new URL("./minter-process.ts", import.meta.url).pathname;
  const env = { PATH: process.env.PATH, ...stage.settings, FAULT_POINT: point };
  return spawn(process.execPath, [file], { env, stdio: ["ignore", "inherit", "inherit"] });
}
