import { tokenIdOf } from "@flux/contracts";
import { and, eq, sql } from "drizzle-orm";
import { type Address, getAddress, type Hex } from "viem";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { httpStatus } from "../../../test/harness/rpc-acts.ts";
import { audit } from "../../src/audit/tables.ts";
import { relays } from "../../src/minter/tables.ts";
import { mailResetLink } from "../../src/modules/auth/mail-reset-link.ts";
import { sessions } from "../../src/modules/auth/tables.ts";
import { departureSchema, stoppedSchema } from "../../src/modules/departures/schema.ts";
import { sendDue, sendDueDepartures } from "../../src/modules/departures/send-due-departures.ts";
import { departures, destinations } from "../../src/modules/departures/tables.ts";
import { tellDeparted } from "../../src/modules/departures/tell-departed.ts";
import { users } from "../../src/modules/users/tables.ts";
import { addOwnWallet } from "../../src/modules/wallets/add-own-wallet.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { reconciled } from "../../src/restored/tables.ts";
import { errorOf } from "../error-of.ts";
import { holdStill, waitingFor } from "../hold-still.ts";
import type { Buyer } from "../shop/open-shop.ts";
import { mailedToken } from "../start-api.ts";
import { type ChainedShop, eventually, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop({
    pieces: 1,
    throughProxy: true,
    settings: { CUSTODY_NEW_DESTINATION_WAIT_H: "24", CUSTODY_SENDS_PER_DAY: "4" },
  });
});
afterEach(async () => {
  shop.rpc?.set();
  await shop.stopMinters();
});
afterAll(() => shop?.close());

let serial = 100;
/** Somebody with a garment in custody. */
async function newHolder() {
  const buyer = await shop.newBuyer();
  const custody = await custodyOf(buyer);
  const tokenId = await mintTo(custody);
  return { ...buyer, custody, tokenId };
}
async function mintTo(custody: Address) {
  await shop.flux.mint(1, ++serial, custody);
  return tokenIdOf(1, serial);
}
const custodyOf = async ({ id }: Buyer) =>
  getAddress((await findCustodyWallet(shop.deps.db, id))?.address ?? "0x");
const send = (from: Buyer, tokenId: bigint, to: string) =>
  from.send("POST", `/api/garments/${tokenId}/send`, { to });
async function sendingIn(answer: Response) {
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${body}`);
  return departureSchema.strict().parse(JSON.parse(body));
}
const readSending = async (of: Buyer, tokenId: bigint) =>
  sendingIn(await of.send("GET", `/api/garments/${tokenId}/send`));
const stop = (token: string) => shop.api.post("/api/wallet/stop", { token });
const ownerOf = (tokenId: bigint) =>
  shop.flux.chain.readContract({ ...shop.flux.onGarment, functionName: "ownerOf", args: [tokenId] });
const departuresOf = (tokenId: bigint) =>
  shop.deps.db.select().from(departures).where(eq(departures.tokenId, tokenId));
const relaysOf = async ({ id }: { id: string }) =>
  shop.deps.db.select().from(relays).where(eq(relays.userId, id));
const actsOn = async (subject: string) =>
  (await shop.deps.db.select().from(audit).where(eq(audit.subject, subject)).orderBy(audit.id)).map(
    ({ act }) => act,
  );
/** The wait is over now, of the garment and of the address. */
async function endWait(tokenId: bigint) {
  const [waiting] = await departuresOf(tokenId);
  if (!waiting) throw new Error(`${tokenId} does not wait`);
  const past = sql`now() - interval '1 second'`;
  await shop.deps.db.update(departures).set({ leavesAt: past }).where(eq(departures.tokenId, tokenId));
  await shop.deps.db
    .update(destinations)
    .set({ freeFrom: past })
    .where(and(eq(destinations.userId, waiting.userId), eq(destinations.address, waiting.to.toLowerCase())));
  return waiting.id;
}
/** An address where this code stands. */
async function withCode(bytecode: Hex) {
  const address = newAddress();
  await shop.flux.chain.setCode({ address, bytecode });
  return address;
}
const code = {
  /** Answers nothing, and takes all it is given. */
  silent: "0x00",
  /** Answers what a receiver does (0x150b7a02). */
  receiver: "0x63150b7a0260e01b60005260206000f3",
  /** Says no with one byte. */
  refusing: "0x60016000fd",
  /** Burns all gas. */
  hungry: "0x5b600056",
} as const;

test.each<[string, string, (own: Address) => Promise<string> | string]>([
  ["the zero address", "nobodys_address", () => `0x${"0".repeat(40)}`],
  ["the address of the dead", "nobodys_address", () => "0x000000000000000000000000000000000000dEaD"],
  ["another grave", "nobodys_address", () => "0xdEAD000000000000000042069420694206942069"],
  ["a precompile", "nobodys_address", () => `0x${"0".repeat(38)}01`],
  ["the last precompile", "nobodys_address", () => `0x${"0".repeat(38)}ff`],
  ["Polygon's own coin", "nobodys_address", () => "0x0000000000000000000000000000000000001010"],
  ["all ones", "nobodys_address", () => `0x${"1".repeat(40)}`],
  ["dead, ten times", "nobodys_address", () => `0x${"dead".repeat(10)}`],
  ["where it is", "already_there", (own) => own],
  ["the garments' contract", "our_contract", () => shop.flux.deployment.FluxGarment],
  ["the votes' contract", "our_contract", () => shop.flux.deployment.FluxVoting],
  ["the timelock", "our_contract", () => timelock()],
  ["a contract that answers nothing", "no_receiver", () => withCode(code.silent)],
  ["a contract that says no", "no_receiver", () => withCode(code.refusing)],
  ["a contract that burns all gas", "no_receiver", () => withCode(code.hungry)],
])("nothing leaves for %s: %s", async (_, refusal, where) => {
  const holder = await newHolder();
  expect(await errorOf(await send(holder, holder.tokenId, await where(holder.custody)))).toEqual([
    409,
    refusal,
  ]);
  expect(await departuresOf(holder.tokenId)).toEqual([]);
});
function timelock() {
  const address = newAddress();
  shop.deps.chain.contracts.Timelock = address;
  return address;
}

test("an address with one wrong letter is refused by its checksum", async () => {
  const holder = await newHolder();
  const right = getAddress(newAddress());
  const at = 2 + [...right.slice(2)].findIndex((sign) => /[a-f]/i.test(sign));
  const sign = right[at] ?? "";
  const wrong =
    right.slice(0, at) +
    (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase()) +
    right.slice(at + 1);
  expect(await errorOf(await send(holder, holder.tokenId, wrong))).toEqual([400, "invalid_input"]);
});

test("a contract that takes garments gets one, and so does a key whose code speaks for it (EIP-7702)", async () => {
  const holder = await newHolder();
  const silent = await withCode(code.silent);
  const places = [await withCode(code.receiver), await withCode(`0xef0100${silent.slice(2)}` as Hex)];
  for (const place of places) {
    const tokenId = await mintTo(holder.custody);
    expect((await send(holder, tokenId, place)).status).toBe(202);
    await sendDue(shop.deps, { departureId: await endWait(tokenId) });
    shop.startMinter();
    await eventually(`${tokenId} at ${place}`, async () => (await ownerOf(tokenId)) === getAddress(place));
    await shop.stopMinters();
  }
});

test("nothing leaves while nobody can say what stands at the address", async () => {
  const holder = await newHolder();
  shop.rpc?.set({ method: "eth_getCode", act: httpStatus(500) });
  expect(await errorOf(await send(holder, holder.tokenId, newAddress()))).toEqual([503, "chain_unreachable"]);
  const contract = await withCode(code.silent);
  shop.rpc?.set({ method: "eth_call", when: isSafeTransfer, act: httpStatus(500) });
  expect(await errorOf(await send(holder, holder.tokenId, contract))).toEqual([503, "chain_unreachable"]);
  expect(await departuresOf(holder.tokenId)).toEqual([]);
});
/** safeTransferFrom(address,address,uint256) */
const isSafeTransfer = (params: unknown[]) => JSON.stringify(params).includes("0x42842e0e");

test("a garment for a new address waits: a mail says where and when, and only its holder sees it", async () => {
  const holder = await newHolder();
  const { tokenId } = holder;
  const to = newAddress();
  const sending = await sendingIn(await send(holder, tokenId, to));
  expect(sending).toMatchObject({ state: "waiting", to, hash: null, failure: null });
  const inHours = (Date.parse(sending.leavesAt ?? "") - Date.now()) / 3_600_000;
  expect(inHours).toBeGreaterThan(23.9);
  expect(inHours).toBeLessThan(24.1);
  // The same again is the same; another address has to wait for its end.
  expect(await sendingIn(await send(holder, tokenId, to))).toEqual(sending);
  expect(await errorOf(await send(holder, tokenId, newAddress()))).toEqual([409, "already_sending"]);

  const mails = await shop.api.mailsTo(holder.email);
  expect(mails.map(({ subject }) => subject)).toEqual(["A garment of yours is about to leave"]);
  expect(mails[0]?.text).toContain(to);
  expect(mails[0]?.text).toContain(`Batch 1, number ${serial}`);
  expect(await relaysOf(holder)).toEqual([]);
  await sendDue(shop.deps, { departureId: (await departuresOf(tokenId))[0]?.id ?? "" });
  expect(await relaysOf(holder)).toEqual([]);
  expect(await actsOn(String(tokenId))).toEqual(["garment_sent"]);
  expect(await actsOn(holder.id)).toContain("destination_added");

  const stranger = await shop.newBuyer();
  expect(await errorOf(await stranger.send("GET", `/api/garments/${tokenId}/send`))).toEqual([
    404,
    "not_sent",
  ]);
  expect(await errorOf(await stranger.send("DELETE", `/api/garments/${tokenId}/send`))).toEqual([
    404,
    "not_waiting",
  ]);
  expect(
    await errorOf(await shop.api.app.request(`/api/garments/${tokenId}/send`, { method: "DELETE" })),
  ).toEqual([401, "not_signed_in"]);
  expect(await readSending(holder, tokenId)).toEqual(sending);
});

test("the row that waits, its job and its mail stand or fall together", async () => {
  const holder = await newHolder();
  const jobs = async () => {
    const { rows } = await shop.deps.db.execute<{ waits: boolean }>(
      sql`select start_after > now() + interval '23 hours' as waits from jobs.job
          where name = 'send-departure' and data->>'departureId' in (select id::text from flux.departures where user_id = ${holder.id})`,
    );
    return rows;
  };
  // The table of jobs is held: what is written down before it can't be kept, and the process dies there.
  const still = await holdStill(shop.deps.db, (tx) => tx.execute(sql`lock table jobs.job in exclusive mode`));
  const asked = send(holder, holder.tokenId, newAddress());
  expect(await waitingFor(shop.deps.db, 1, asked)).toBe("waits");
  await shop.deps.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  await still.end("commit");
  expect((await asked).status).toBeGreaterThanOrEqual(500);
  expect(await departuresOf(holder.tokenId)).toEqual([]);
  expect(await shop.deps.db.$count(destinations, eq(destinations.userId, holder.id))).toBe(0);
  expect(await shop.api.mailsTo(holder.email)).toEqual([]);

  await send(holder, holder.tokenId, newAddress());
  expect(await jobs()).toEqual([{ waits: true }]);
});

test("the link in the mail stops all that waits for its address, signed in or not, and once", async () => {
  const holder = await newHolder();
  const second = await mintTo(holder.custody);
  const elsewhere = await mintTo(holder.custody);
  const [thief, friend] = [newAddress(), newAddress()];
  await send(holder, holder.tokenId, thief);
  const token = await mailedToken(shop.api, holder.email);
  await send(holder, second, thief);
  await send(holder, elsewhere, friend);
  const stopped = stoppedSchema.strict().parse(await (await stop(token)).json());
  expect(stopped.garments.map(({ tokenId }) => tokenId).sort()).toEqual(
    [holder.tokenId, second].map(String).sort(),
  );
  expect((await stop(token)).status).toBe(200);
  expect(await errorOf(await stop("not-a-token"))).toEqual([404, "stop_token_invalid"]);
  for (const tokenId of [holder.tokenId, second]) {
    expect(await readSending(holder, tokenId)).toMatchObject({ state: "stopped" });
    await sendDue(shop.deps, { departureId: await endWait(tokenId) });
  }
  expect(await readSending(holder, elsewhere)).toMatchObject({ state: "waiting" });
  expect(await relaysOf(holder)).toEqual([]);
  expect(await actsOn(String(second))).toEqual(["garment_sent", "send_stopped"]);
  // The address has not become one that is known.
  const again = await sendingIn(await send(holder, holder.tokenId, thief));
  expect(again.state).toBe("waiting");
});

test("who sent it stops it on the page, twice is the same, and what has left is not stopped", async () => {
  const holder = await newHolder();
  const { tokenId } = holder;
  const drop = () => holder.send("DELETE", `/api/garments/${tokenId}/send`);
  expect(await errorOf(await drop())).toEqual([404, "not_waiting"]);
  const friend = newAddress();
  await send(holder, tokenId, friend);
  expect((await drop()).status).toBe(200);
  expect((await drop()).status).toBe(200);
  expect(await readSending(holder, tokenId)).toMatchObject({ state: "stopped" });
  await send(holder, tokenId, friend);
  const token = await mailedToken(shop.api, holder.email);
  const [, waiting] = await departuresOf(tokenId);
  await shop.deps.db
    .update(departures)
    .set({ leavesAt: sql`now()` })
    .where(eq(departures.id, waiting?.id ?? ""));
  await sendDue(shop.deps, { departureId: waiting?.id ?? "" });
  expect(await errorOf(await drop())).toEqual([404, "not_waiting"]);
  expect(await errorOf(await stop(token))).toEqual([409, "already_left"]);
});

test("a garment whose wait is over leaves once, whoever is signed in by then, and one mail says that it has arrived", async () => {
  const holder = await newHolder();
  const { tokenId } = holder;
  const to = newAddress();
  await send(holder, tokenId, to);
  const departureId = await endWait(tokenId);
  await shop.deps.db.delete(sessions).where(eq(sessions.userId, holder.id));
  await Promise.all([1, 2, 3, 4].map(() => sendDue(shop.deps, { departureId })));
  expect(await relaysOf(holder)).toHaveLength(1);
  expect(await actsOn(String(tokenId))).toEqual(["garment_sent", "send_released"]);
  await tellDeparted.run(shop.deps, {});
  expect(await shop.api.mailsTo(holder.email)).toHaveLength(1);
  shop.startMinter();
  await eventually("the end of it", async () => (await relaysOf(holder))[0]?.state === "final");
  await Promise.all([1, 2].map(() => tellDeparted.run(shop.deps, {})));
  await tellDeparted.run(shop.deps, {});
  const mails = await shop.api.mailsTo(holder.email);
  expect(mails.map(({ subject }) => subject)).toEqual([
    "Your garment has left our custody",
    "A garment of yours is about to leave",
  ]);
  expect(mails[0]?.text).toMatch(/Transaction: 0x[0-9a-f]{64}/);
  expect(await ownerOf(tokenId)).toBe(to);
});

test("a job that was lost leaves nothing behind: the rows say what is due", async () => {
  const holder = await newHolder();
  await send(holder, holder.tokenId, newAddress());
  await endWait(holder.tokenId);
  await sendDueDepartures.run(shop.deps, {});
  expect(await relaysOf(holder)).toHaveLength(1);
});

test("only the first garment for an address waits, and none for a wallet of one's own", async () => {
  const holder = await newHolder();
  const [friend, own] = [newAddress(), newAddress()];
  await send(holder, holder.tokenId, friend);
  await endWait(holder.tokenId);
  const next = await mintTo(holder.custody);
  expect(await sendingIn(await send(holder, next, friend))).toMatchObject({
    state: "queued",
    leavesAt: null,
  });
  await shop.deps.db.transaction((tx) => addOwnWallet(tx, { userId: holder.id, address: own }));
  const last = await mintTo(holder.custody);
  expect(await sendingIn(await send(holder, last, own))).toMatchObject({ state: "queued" });
});

test("another person's address in custody, and another's wallet, wait like any other", async () => {
  const [holder, other] = [await newHolder(), await newHolder()];
  const wallet = newAddress();
  await shop.deps.db.transaction((tx) => addOwnWallet(tx, { userId: other.id, address: wallet }));
  expect(await sendingIn(await send(holder, holder.tokenId, other.custody))).toMatchObject({
    state: "waiting",
  });
  const next = await mintTo(holder.custody);
  expect(await sendingIn(await send(holder, next, wallet))).toMatchObject({ state: "waiting" });
});

test("when the wait is over all is looked at again: what stands at the address, and who holds the garment", async () => {
  const holder = await newHolder();
  const to = newAddress();
  await send(holder, holder.tokenId, to);
  await shop.flux.chain.setCode({ address: to, bytecode: code.silent });
  const departureId = await endWait(holder.tokenId);
  shop.rpc?.set({ method: "eth_getCode", act: httpStatus(500) });
  await expect(sendDue(shop.deps, { departureId })).rejects.toMatchObject({ code: "chain_unreachable" });
  shop.rpc?.set();
  await sendDue(shop.deps, { departureId });
  expect(await readSending(holder, holder.tokenId)).toMatchObject({
    state: "failed",
    failure: expect.stringContaining("takes no garments"),
  });
  expect((await shop.api.mailsTo(holder.email))[0]?.subject).toBe("Your garment did not leave");
  expect(await relaysOf(holder)).toEqual([]);
});

test("a contract that came to the address after all was asked gets nothing", async () => {
  const holder = await newHolder();
  const to = newAddress();
  await send(holder, holder.tokenId, to);
  await sendDue(shop.deps, { departureId: await endWait(holder.tokenId) });
  await shop.flux.chain.setCode({ address: to, bytecode: code.silent });
  shop.startMinter();
  const refused = await eventually("the refusal", async () => {
    const [relay] = await relaysOf(holder);
    return relay?.failure != null && relay;
  });
  expect(refused.failure).toBe("the receiver is a contract that takes no garments");
  expect(await ownerOf(holder.tokenId)).toBe(holder.custody);
});

test("a new password, by mail or by hand, stops what somebody else may have sent away, and says so", async () => {
  const holder = await newHolder();
  const tokenIds = [holder.tokenId, await mintTo(holder.custody)];
  for (const tokenId of tokenIds) await send(holder, tokenId, newAddress());
  await mailResetLink(shop.deps, { email: holder.email, browser: "Firefox", at: new Date().toISOString() });
  const token = await mailedToken(shop.api, holder.email);
  const set = await shop.api.post("/api/auth/reset-password", {
    token,
    password: "five words are even better",
  });
  expect(set.status).toBe(200);
  for (const tokenId of tokenIds) expect((await departuresOf(tokenId))[0]?.state).toBe("stopped");
  const [mail] = await shop.api.mailsTo(holder.email);
  expect(mail?.text).toContain("2 garments of yours were about to leave");

  const login = await shop.api.post("/api/auth/login", {
    ...{ email: holder.email, password: "five words are even better" },
  });
  const authorization = `Bearer ${((await login.json()) as { token: string }).token}`;
  const to = newAddress();
  await shop.api.post(`/api/garments/${holder.tokenId}/send`, { to }, { authorization });
  await shop.api.post(
    "/api/auth/change-password",
    { current: "five words are even better", password: "six words are better than five" },
    { authorization },
  );
  expect((await departuresOf(holder.tokenId)).map(({ state }) => state)).toEqual(["stopped", "stopped"]);
});

test("no more than a day's garments leave within a day, whatever comes at once", async () => {
  const holder = await newHolder();
  const tokenIds = [holder.tokenId];
  while (tokenIds.length < 7) tokenIds.push(await mintTo(holder.custody));
  const friend = newAddress();
  const answers = await Promise.all(tokenIds.map((tokenId) => send(holder, tokenId, friend)));
  const refused = answers.filter(({ status }) => status !== 202);
  expect(refused).toHaveLength(3);
  const [last] = refused;
  expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(86_000);
  expect(await errorOf(last ?? new Response())).toEqual([429, "too_many_sends"]);
  expect(await shop.deps.db.$count(departures, eq(departures.userId, holder.id))).toBe(4);
});

test("of a stop and a departure that meet, one happens", async () => {
  const holder = await newHolder();
  const { tokenId } = holder;
  await send(holder, tokenId, newAddress());
  const departureId = await endWait(tokenId);
  const row = sql`select from flux.departures where id = ${departureId} for update`;
  const still = await holdStill(shop.deps.db, (tx) => tx.execute(row));
  const leaving = sendDue(shop.deps, { departureId });
  expect(await waitingFor(shop.deps.db, 1, leaving)).toBe("waits");
  const stopping = holder.send("DELETE", `/api/garments/${tokenId}/send`);
  expect(await waitingFor(shop.deps.db, 2, stopping)).toBe("waits");
  await still.end("commit");
  await leaving;
  expect(await errorOf(await stopping)).toEqual([404, "not_waiting"]);
  expect(await relaysOf(holder)).toHaveLength(1);
});

test("what waited while the books were restored stays: somebody may have stopped it", async () => {
  const holder = await newHolder();
  await send(holder, holder.tokenId, newAddress());
  await shop.deps.db.update(reconciled).set({ reconciledAt: sql`now()` });
  await sendDue(shop.deps, { departureId: await endWait(holder.tokenId) });
  expect(await readSending(holder, holder.tokenId)).toMatchObject({ state: "failed" });
  expect(await relaysOf(holder)).toEqual([]);
});

test("what waits of an account that was shut meanwhile stays", async () => {
  const holder = await newHolder();
  await send(holder, holder.tokenId, newAddress());
  await shop.deps.db.update(users).set({ blockedAt: new Date() }).where(eq(users.id, holder.id));
  await sendDue(shop.deps, { departureId: await endWait(holder.tokenId) });
  expect((await departuresOf(holder.tokenId))[0]).toMatchObject({
    state: "failed",
    failure: "the account is shut",
  });
  expect(await relaysOf(holder)).toEqual([]);
});
