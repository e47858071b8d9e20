import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tokenIdOf } from "@flux/contracts";
import { eq } from "drizzle-orm";
import { type Address, getAddress, parseAbiItem } from "viem";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { untilViewsContain } from "../../../test/harness/until-views-contain.ts";
import { audit } from "../../src/audit/tables.ts";
import { relays } from "../../src/minter/tables.ts";
import { sessions } from "../../src/modules/auth/tables.ts";
import { departuresSchema } from "../../src/modules/departures/schema.ts";
import { departures } from "../../src/modules/departures/tables.ts";
import { addOwnWallet } from "../../src/modules/wallets/add-own-wallet.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { removeOwnWallet } from "../../src/modules/wallets/remove-own-wallet.ts";
import { errorOf } from "../error-of.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import type { Buyer } from "../shop/open-shop.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop({
    pieces: 1,
    indexed: true,
    settings: { CUSTODY_NEW_DESTINATION_WAIT_H: "24", CUSTODY_SENDS_PER_DAY: "2" },
  });
});
afterEach(() => shop.stopMinters());
afterAll(() => shop?.close());

let serial = 200;
/** Somebody with a wallet of their own and so many garments in custody, which the views know. */
async function newHolder(garments = 1) {
  const buyer = await shop.newBuyer();
  const custody = getAddress((await findCustodyWallet(shop.deps.db, buyer.id))?.address ?? "0x");
  const wallet = newAddress();
  await shop.deps.db.transaction((tx) => addOwnWallet(tx, { userId: buyer.id, address: wallet }));
  const tokenIds: bigint[] = [];
  let newest = 0n;
  while (tokenIds.length < garments) {
    const { blockNumber } = await shop.flux.mint(1, ++serial, custody);
    tokenIds.push(tokenIdOf(1, serial));
    newest = blockNumber;
  }
  if (newest > 0n) await untilViewsContain(shop.deps.db, newest);
  return { ...buyer, custody, wallet, tokenIds };
}
const withdraw = (from: Buyer, body: { address: string; garments?: string[] }, key?: string) =>
  from.send("POST", "/api/wallet/withdraw", body, key ? { "idempotency-key": key } : {});
async function garmentsIn(answer: Response) {
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${body}`);
  return departuresSchema.strict().parse(JSON.parse(body)).garments;
}
const progress = async (of: Buyer) => garmentsIn(await of.send("GET", "/api/wallet/withdraw"));
const ownerOf = (tokenId: bigint) =>
  shop.flux.chain.readContract({ ...shop.flux.onGarment, functionName: "ownerOf", args: [tokenId] });
const relaysOf = ({ id }: { id: string }) => shop.deps.db.select().from(relays).where(eq(relays.userId, id));
const transferEvent = parseAbiItem(
  "event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
);
const movesOf = async (from: Address) =>
  shop.flux.chain.getLogs({
    ...{ address: shop.flux.deployment.FluxGarment, event: transferEvent, args: { from } },
    ...{ fromBlock: 0n, toBlock: "latest" },
  });

test("somebody leaves with all they have, more than a day's or a queue's garments, and sees how far each is", async () => {
  const holder = await newHolder(25);
  const asked = await garmentsIn(await withdraw(holder, { address: holder.wallet }));
  expect(asked).toHaveLength(25);
  expect(new Set(asked.map(({ state }) => state))).toEqual(new Set(["queued"]));
  const written = await shop.deps.db.select().from(audit).where(eq(audit.actor, holder.id));
  expect(written.filter(({ act }) => act === "withdrawal_asked")).toEqual([
    expect.objectContaining({ details: { address: holder.wallet, garments: 25, underWayBefore: 0 } }),
  ]);
  shop.startMinter();
  const arrived = await eventually("all of them", async () => {
    const garments = await progress(holder);
    return garments.every(({ state }) => state === "final") && garments;
  });
  expect(arrived).toHaveLength(25);
  for (const { hash, block, to } of arrived) {
    expect(hash).toMatch(/^0x[0-9a-f]{64}$/);
    expect(block).toBeGreaterThan(0);
    expect(to).toBe(holder.wallet);
  }
  for (const tokenId of holder.tokenIds) expect(await ownerOf(tokenId)).toBe(holder.wallet);
  expect(await errorOf(await withdraw(holder, { address: holder.wallet }))).toEqual([
    409,
    "nothing_to_withdraw",
  ]);
});

test("1,000 parallel withdrawals of one garment move it once", async () => {
  const holder = await newHolder();
  const [tokenId] = holder.tokenIds;
  const body = (at: number) => ({
    address: holder.wallet,
    ...(at % 2 === 0 && { garments: [String(tokenId)] }),
  });
  shop.startMinter();
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, at) => withdraw(holder, body(at), `withdrawal-${at}`)),
  );
  const codes = new Map<string, number>();
  for (const answer of answers) {
    const said = answer.status === 202 ? "202" : (await errorOf(answer)).join(" ");
    codes.set(said, (codes.get(said) ?? 0) + 1);
  }
  // Who comes when it has arrived finds nothing of theirs in custody.
  expect([...codes.keys()].filter((said) => !/^202$|nothing_to_withdraw|not_held/.test(said))).toEqual([]);
  expect(codes.get("202")).toBeGreaterThan(0);
  await eventually("its arrival", async () => (await ownerOf(tokenId ?? 0n)) === holder.wallet);
  await eventually("its end", async () => (await progress(holder)).every(({ state }) => state === "final"));
  expect(await movesOf(holder.custody)).toHaveLength(1);
  expect(await relaysOf(holder)).toHaveLength(1);
  expect(await shop.deps.db.$count(departures, eq(departures.userId, holder.id))).toBe(1);
});

test("a worker that is killed again and again moves each garment once", async () => {
  const holder = await newHolder(8);
  await withdraw(holder, { address: holder.wallet });
  let worker: ChildProcess | undefined;
  onTestFinished(() => void worker?.kill("SIGKILL"));
  const settled = async () =>
    (await relaysOf(holder)).filter(({ state }) => state === "mined" || state === "final").length;
  for (const least of [1, 3, 5]) {
    worker = startWorker();
    await eventually(`${least} of them`, async () => (await settled()) >= least);
    const ended = once(worker, "exit");
    worker.kill("SIGKILL");
    await ended;
  }
  worker = startWorker();
  await eventually("all of them", async () =>
    (await progress(holder)).every(({ state }) => state === "final"),
  );
  for (const tokenId of holder.tokenIds) expect(await ownerOf(tokenId)).toBe(holder.wallet);
  expect(await movesOf(holder.custody)).toHaveLength(8);
});
function startWorker() {
  const file = new URL("minter-process.ts", import.meta.url).pathname;
  return spawn(process.execPath, [file], { env: { ...process.env, ...shop.workerEnv }, stdio: "ignore" });
}

test("it goes only to a wallet that is one's own, by who showed a moment ago that it is them", async () => {
  const holder = await newHolder();
  const other = await newHolder();
  const ask = (address: string, by: Buyer = holder) => withdraw(by, { address });
  for (const address of [newAddress(), other.wallet, holder.custody, other.custody])
    expect(await errorOf(await ask(address))).toEqual([409, "wallet_not_proved"]);
  const unlinked = newAddress();
  await shop.deps.db.transaction((tx) => addOwnWallet(tx, { userId: holder.id, address: unlinked }));
  await shop.deps.db.transaction((tx) => removeOwnWallet(tx, { userId: holder.id, address: unlinked }));
  expect(await errorOf(await ask(unlinked))).toEqual([409, "wallet_not_proved"]);
  expect(await errorOf(await shop.api.post("/api/wallet/withdraw", { address: holder.wallet }))).toEqual([
    401,
    "not_signed_in",
  ]);
  await shop.deps.db
    .update(sessions)
    .set({ confirmedAt: new Date(0) })
    .where(eq(sessions.userId, holder.id));
  expect(await errorOf(await ask(holder.wallet))).toEqual([403, "confirmation_needed"]);
  expect(await relaysOf(holder)).toEqual([]);
});

test("a wallet that is unlinked while the withdrawal is looked at gets nothing", async () => {
  const holder = await newHolder();
  const still = await holdStill(shop.deps.db, (tx) =>
    tx.execute(`select from flux.users where id = '${holder.id}' for update`),
  );
  const asked = withdraw(holder, { address: holder.wallet });
  expect(await waitingFor(shop.deps.db, 1, asked)).toBe("waits");
  await shop.deps.db.transaction((tx) => removeOwnWallet(tx, { userId: holder.id, address: holder.wallet }));
  await still.end("commit");
  expect(await errorOf(await asked)).toEqual([409, "wallet_not_proved"]);
  expect(await relaysOf(holder)).toEqual([]);
});

test("another's garment among them refuses all, and none is moved", async () => {
  const [holder, other] = [await newHolder(), await newHolder()];
  const garments = [...holder.tokenIds, ...other.tokenIds].map(String);
  expect(await errorOf(await withdraw(holder, { address: holder.wallet, garments }))).toEqual([
    404,
    "not_held",
  ]);
  expect(await errorOf(await withdraw(holder, { address: holder.wallet, garments: ["999"] }))).toEqual([
    404,
    "not_held",
  ]);
  expect(await relaysOf(holder)).toEqual([]);
  const empty = await newHolder(0);
  expect(await errorOf(await withdraw(empty, { address: empty.wallet }))).toEqual([
    409,
    "nothing_to_withdraw",
  ]);
});

test("a garment that is on its way stays on it, and the answer says where to; what waits for this wallet goes now", async () => {
  const holder = await newHolder(3);
  const [waits, goes, free] = holder.tokenIds.map(String);
  const later = newAddress();
  const friend = newAddress();
  await holder.send("POST", `/api/garments/${waits}/send`, { to: friend });
  await holder.send("POST", `/api/garments/${goes}/send`, { to: later });
  await shop.deps.db.transaction((tx) => addOwnWallet(tx, { userId: holder.id, address: later }));
  const garments = await garmentsIn(await withdraw(holder, { address: later }));
  expect(garments.map(({ tokenId, to, state }) => [tokenId, to, state])).toEqual([
    [waits, friend, "waiting"],
    [goes, later, "queued"],
    [free, later, "queued"],
  ]);
});

test("a wallet that is a contract without a receiver is refused: nobody could move it on", async () => {
  const holder = await newHolder();
  await shop.flux.chain.setCode({ address: holder.wallet, bytecode: "0x00" });
  expect(await errorOf(await withdraw(holder, { address: holder.wallet }))).toEqual([409, "no_receiver"]);
  expect(await relaysOf(holder)).toEqual([]);
});
