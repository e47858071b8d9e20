import { spawn } from "node:child_process";
import { once } from "node:events";
import { tagHashOfChip, tokenIdOf } from "@flux/contracts";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditNightly } from "../../src/auditor/audit-nightly.ts";
import { complaintOfLastAudit } from "../../src/auditor/last-audit.ts";
import { buyGarments } from "./buy-garments.ts";
import { type ChainedShop, newAddress, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 9 });
  await shop.deps.db.execute(sql`update flux.batches set cap = 999`);
  await buyGarments(shop);
});
afterAll(() => shop?.close());

const script = new URL("../../../scripts/audit.ts", import.meta.url).pathname;

/** The auditor as ./flux starts it: with its four settings and no more. */
async function run(...args: string[]) {
  const { DATABASE_URL, RPC_URL, CHAIN_ID, DEPLOYMENT_FILE } = shop.workerEnv;
  const settings = {
    DATABASE_URL,
    RPC_URL,
    CHAIN_ID: String(CHAIN_ID),
    DEPLOYMENT_FILE: DEPLOYMENT_FILE ?? "",
  };
  const env = { PATH: process.env.PATH, ...settings };
  const child = spawn(process.execPath, [script, ...args], { env });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  const [code] = await once(child, "close");
  return { code, out, err };
}
const complaint = () => complaintOfLastAudit(shop.deps.db);
const nightly = (settings: object = {}) =>
  auditNightly.run({ ...shop.deps, env: { ...shop.deps.env, ...settings } }, {});

/** Someone with the minter's role mints a garment of the stock, for nobody's order. */
async function mintByHand(serial: number) {
  const { chain, onGarment, mined } = shop.flux;
  const { tagHash } = shop.garment(serial);
  const args = [
    { to: newAddress(), tokenId: tokenIdOf(1, serial), tagHash, orderRef: tagHashOfChip(newAddress()) },
  ] as const;
  await mined(await chain.writeContract({ ...onGarment, functionName: "mintProduct", args }));
}

test("books that agree end with 0, a table and what is under way", async () => {
  const { code, out } = await run();
  expect(out).toMatch(/^The books against chain 31337 at block \d+/);
  expect(out).toMatch(/pieces +1 orders, 1 paid pieces +agree/);
  expect(out).toMatch(/money +₹4,999\.00 captured, ₹0\.00 sent back +agree/);
  expect(out).toMatch(/Under way\n {2}- 1-1: the mint for FLX-\w+ is queued, for \d+ s/);
  expect(out).toMatch(/Books and chain agree\.\n$/);
  expect(code).toBe(0);
});

test("without --record an audit writes nothing; the nightly job and --record leave what /health tells", async () => {
  expect(await complaint()).toBeNull();
  await nightly();
  expect(await complaint()).toBeNull();
  await mintByHand(9);
  const { code, out } = await run();
  expect(out).toMatch(
    /tokens +1 tokens +1 differ\n(.*\n)+.*except 1-9 --reason "…"\. \[token_without_order\]/,
  );
  expect(code).toBe(1);
  expect(await complaint()).toBeNull();
  await nightly();
  expect(await complaint()).toMatch(
    /^1 differences between books and chain at block \d+: \.\/flux audit names them/,
  );
  const rows = await shop.deps.db.execute(
    sql`select actor, details->>'differences' as differences, details->>'first' as first
        from flux.audit where act = 'books_audited' order by id desc limit 1`,
  );
  expect(rows.rows).toEqual([
    { actor: "system", differences: "1", first: expect.stringContaining("Token 1-9") },
  ]);
});

test("a difference is one object with --json, and ends with 1 until it is excepted for a reason", async () => {
  const { code, out } = await run("--json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    differences: [{ check: "tokens", kind: "token_without_order", subject: "1-9" }],
  });
  expect(await run("except", "1-9", "--reason", "by hand, for the press")).toMatchObject({ code: 0 });
  const excepted = await run("--record");
  expect(excepted.out).toMatch(/Excepted\n {2}- 1-9: by hand, for the press \(\w+, \d{4}-\d\d-\d\d\)/);
  expect(excepted.code).toBe(0);
  expect(await complaint()).toBeNull();
  expect(await run("except", "1000009", "--reason", "it was returned", "--withdraw")).toMatchObject({
    code: 0,
  });
  expect((await run()).code).toBe(1);
});

test("only a token that exists is excepted", async () => {
  expect(await run("except", "1-8", "--reason", "x")).toMatchObject({
    code: 2,
    err: "There is no token 1-8 on chain: nothing was written down.\n",
  });
});

test("what can't be read ends with 2, and is told as such after a night, without the node's address", async () => {
  const down = await run("--rpc", "http://127.0.0.1:9/key-of-ours");
  expect(down).toMatchObject({ code: 2, out: "", err: expect.stringContaining("could not be read") });
  expect(down.err).not.toContain("key-of-ours");
  await expect(nightly({ AUDIT_RPC_URL: "http://127.0.0.1:9/key-of-ours" })).rejects.toThrow();
  expect(await complaint()).toBe("the last one could not be made: HTTP request failed.");
  await nightly();
  expect(await complaint()).toMatch(/^1 differences/);
});
