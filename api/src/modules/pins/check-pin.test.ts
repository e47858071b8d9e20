import { startPinata } from "@flux/sandbox/pinata";
import { eq, sql } from "drizzle-orm";
import { pino } from "pino";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createDatabase } from "../../../../test/harness/database.ts";
import { cidsOf } from "../../adapters/ipfs/cids-of.ts";
import { createPinata } from "../../adapters/ipfs/pinata.ts";
import { connect } from "../../db/client.ts";
import { checkOnePin } from "./check-pin.ts";
import { pinFolder } from "./pin-folder.ts";
import { pinsInTrouble } from "./queries.ts";
import { pinFiles, pins } from "./tables.ts";
import { verifyPin } from "./verify-pin.ts";

const database = await createDatabase();
const { db, pool } = connect(database.url);
const pinata = await startPinata({ port: 0, jwt: "jwt" });
afterAll(async () => {
  await pinata.close();
  await pool.end();
  await database.drop();
});

const ipfs = createPinata({
  ...{ PINATA_JWT: "jwt", PINATA_API_URL: pinata.url, PINATA_UPLOAD_URL: pinata.url },
  PINATA_GATEWAY_URL: pinata.url,
});
let lines: { level: number; msg: string; name?: string }[] = [];
const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
const check = (cid: string) => checkOnePin({ db, log, openIpfs: async () => ipfs }, { cid });

let at = 0;
let cid: string;
beforeEach(async () => {
  await fetch(`${pinata.url}/faults`, { method: "DELETE" });
  lines = [];
  at += 1;
  const file = (path: string, text: string) => ({
    ...{ path, type: "text/plain" },
    content: new TextEncoder().encode(text),
  });
  const files = [file("1.txt", `one of ${at}`), file("2.txt", `two of ${at}`)];
  cid = await pinFolder({ db, ipfs }, { name: `folder-${at}`, files });
});

const fault = (...next: object[]) =>
  fetch(`${pinata.url}/faults`, { method: "PUT", body: JSON.stringify({ next }) });
const lose = () => fetch(`${pinata.url}/sandbox/pins/${cid}`, { method: "DELETE" });
const served = async () => (await fetch(`${pinata.url}/ipfs/${cid}/2.txt`)).text();
const row = async () => (await db.select().from(pins).where(eq(pins.cid, cid)))[0];
const uploads = async () =>
  ((await (await fetch(`${pinata.url}/faults`)).json()) as { taken: { on: string }[] }).taken.filter(
    ({ on }) => on.startsWith("POST"),
  ).length;
/** A vendor that takes no upload: a check that wants one fails, and is counted. */
const takeNoUploads = { on: "POST /pinning/pinFileToIPFS", do: "status", status: 500, times: "always" };

test("a folder that is where it should be is left alone, and seen", async () => {
  await fault(takeNoUploads);
  await check(cid);
  expect(await uploads()).toBe(0);
  expect(await row()).toMatchObject({ foundAt: expect.any(Date), trouble: null });
  expect(lines).toEqual([]);
});

test("a folder that was lost is pinned again from what is kept, has the same CID, and is told of", async () => {
  await lose();
  await check(cid);
  expect(await served()).toBe(`two of ${at}`);
  expect(await row()).toMatchObject({ foundAt: expect.any(Date), trouble: null });
  expect(lines).toMatchObject([
    { level: 40, msg: "a folder was gone from IPFS and is pinned again", name: `folder-${at}`, cid },
  ]);
  await fault(takeNoUploads);
  await check(cid);
  expect(await uploads()).toBe(0);
});

test("a folder that others still serve but nobody keeps for us is pinned again", async () => {
  const { files } = (await (
    await fetch(`${pinata.url}/v3/files/public?cid=${cid}`, { headers: { authorization: "Bearer jwt" } })
  )
    .json()
    .then((body) => (body as { data: unknown }).data)) as { files: { id: string }[] };
  await fetch(`${pinata.url}/v3/files/public/${files[0]?.id}`, {
    ...{ method: "DELETE", headers: { authorization: "Bearer jwt" } },
  });
  expect(await ipfs.isPinned(cid)).toBe(false);
  await check(cid);
  expect(await ipfs.isPinned(cid)).toBe(true);
});

test("one file of a folder that is gone, or has other bytes, has the folder pinned again", async () => {
  await fault({ on: `GET /ipfs/${cid}/2.txt`, do: "status", status: 404 });
  await check(cid);
  expect(lines).toMatchObject([{ lost: [{ path: "2.txt", fault: "missing" }] }]);
  await fault({ on: `GET /ipfs/${cid}/1.txt`, do: "status", status: 200, body: "one of another" });
  await check(cid);
  expect(lines).toMatchObject([{}, { lost: [{ path: "1.txt", fault: "other bytes" }] }]);
});

test("a gateway that is down is no loss: nothing is pinned again, a person is told, and the next check takes that back", async () => {
  await fault({ on: "GET /ipfs/*", do: "status", status: 502, times: "always" }, takeNoUploads);
  await expect(check(cid)).rejects.toThrow(/gateway answered 502/);
  expect(await uploads()).toBe(0);
  expect(await pinsInTrouble(db)).toMatchObject([
    { name: `folder-${at}`, trouble: expect.stringMatching(/502/) },
  ]);
  await fault();
  await check(cid);
  expect(await pinsInTrouble(db)).toEqual([]);
});

test("a vendor that takes the upload and still does not serve it is told of", async () => {
  await fault({ on: `GET /ipfs/${cid}/1.txt`, do: "status", status: 404, times: "always" });
  await expect(check(cid)).rejects.toMatchObject({ code: "pin_not_served", values: { cid, path: "1.txt" } });
  expect((await row())?.trouble).toMatch(/is not there/);
  expect(lines).toMatchObject([{ level: 50, msg: "a folder on IPFS needs a person" }]);
});

test("a folder that can no longer be reproduced is told of, and nothing else is pinned in its place", async () => {
  const before = await row();
  await lose();
  await db
    .update(pinFiles)
    .set({ content: new TextEncoder().encode("edited") })
    .where(sql`${pinFiles.cid} = ${cid} and ${pinFiles.path} = '2.txt'`);
  await fault(takeNoUploads);
  const refusal = { code: "pin_not_reproducible", values: { cid, name: `folder-${at}` } };
  await expect(check(cid)).rejects.toMatchObject(refusal);
  await expect(verifyPin({ db, ipfs }, cid)).rejects.toMatchObject(refusal);
  await db.delete(pinFiles).where(eq(pinFiles.cid, cid));
  await expect(check(cid)).rejects.toMatchObject(refusal);
  expect(await uploads()).toBe(0);
  expect(await row()).toMatchObject({
    foundAt: before?.foundAt,
    trouble: expect.stringMatching(/cannot be pinned again/),
  });
  expect(lines.every(({ level }) => level === 50)).toBe(true);
});

test("a vendor that answers with another CID for what was lost is not believed", async () => {
  await lose();
  const other = "bafybeihkyies2mj45kugmytq2tswpgvjhv5kdnaz4vfhs6nm2obngmsr5y";
  await fault({ ...takeNoUploads, status: 200, body: JSON.stringify({ IpfsHash: other }) });
  await expect(check(cid)).rejects.toThrow(/not the CID of what was sent/);
  expect((await row())?.trouble).toMatch(/WrongCidError/);
});

test("a vendor that cuts the same bytes into other blocks now is told of: what is on chain names the old ones", async () => {
  const files = [{ path: "front.jpg", type: "image/jpeg", content: new Uint8Array(300_000).fill(7) }];
  const old = await pinFolder({ db, ipfs }, { name: "picture", files });
  const [, now] = await cidsOf(files);
  await fetch(`${pinata.url}/sandbox/pins/${old}`, { method: "DELETE" });
  await fault({ ...takeNoUploads, status: 200, body: JSON.stringify({ IpfsHash: now }) });
  await expect(check(old)).rejects.toMatchObject({ code: "pin_moved", values: { cid: old, now } });
});

test("nothing is kept of a folder whose pinning was refused", async () => {
  const other = "bafybeihkyies2mj45kugmytq2tswpgvjhv5kdnaz4vfhs6nm2obngmsr5y";
  await fault({ ...takeNoUploads, status: 200, body: JSON.stringify({ IpfsHash: other }) });
  const files = [{ path: "1.txt", type: "text/plain", content: new TextEncoder().encode("refused") }];
  await expect(pinFolder({ db, ipfs }, { name: "refused", files })).rejects.toThrow();
  expect(await db.select().from(pins).where(eq(pins.name, "refused"))).toEqual([]);
});
