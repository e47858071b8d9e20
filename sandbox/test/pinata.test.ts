import { createHash } from "node:crypto";
import { PinataSDK } from "pinata";
import { expect, test } from "vitest";
import { cidOfFile, cidsOfFolder } from "../src/pinata/cids.ts";
import { pinataWith, putFaults, scratch } from "./fixture.ts";

function sdk(url: string, pinataJwt = "sandbox-jwt"): PinataSDK {
  return new PinataSDK({
    pinataJwt,
    endpointUrl: `${url}/v3`,
    uploadUrl: `${url}/v3`,
    legacyUploadUrl: `${url}/pinning/pinFileToIPFS`,
  });
}

test("a file's CID is the one the whole of IPFS knows", async () => {
  const cid = (text: string) => cidOfFile(new TextEncoder().encode(text));
  // From the README of the pinata SDK (hello.txt, 12 bytes).
  expect(await cid("Hello World!")).toBe("bafkreid7qoywk77r7rj3slobqfekdvs57qwuwh5d2z3sqsw52iabe3mqne");
  expect(await cid("")).toBe("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
});

test("a folder's CID is that of a dag-pb node written by hand", async () => {
  const files = ["1.json", "2.json"].map((path) => ({
    path,
    content: new TextEncoder().encode(`{"n":"${path}"}`),
  }));
  const imported = await cidsOfFolder(files);
  // PBNode: links (field 2) in order of name, then data (field 1) = UnixFS directory; dag-pb spec, ipld.io.
  const links = files.map(({ path, content }) => {
    const hash = Buffer.concat([
      Buffer.from([0x01, 0x55, 0x12, 0x20]),
      createHash("sha256").update(content).digest(),
    ]);
    return field(
      2,
      Buffer.concat([field(1, hash), field(2, Buffer.from(path)), Buffer.from([0x18, content.length])]),
    );
  });
  const block = Buffer.concat([...links, field(1, Buffer.from([0x08, 0x01]))]);
  const digest = createHash("sha256").update(block).digest();
  const cid = base32(Buffer.concat([Buffer.from([0x01, 0x70, 0x12, 0x20]), digest]));
  expect(imported.find(({ path }) => path === "")?.cid).toBe(`b${cid}`);
});

test("the pinata SDK uploads a file and JSON, and the gateway serves both for ever", async () => {
  const pinata = await pinataWith();
  const client = sdk(pinata.url);
  const picture = new File([new Uint8Array([137, 80, 78, 71])], "front.png", { type: "image/png" });
  const file = await client.upload.public.file(picture).name("Front").keyvalues({ batch: "1" });
  expect(file).toStrictEqual({
    id: expect.any(String),
    user_id: expect.any(String),
    group_id: null,
    name: "Front",
    cid: expect.stringMatching(/^bafkrei[a-z2-7]{52}$/),
    created_at: expect.any(String),
    size: 4,
    number_of_files: 1,
    mime_type: "image/png",
    keyvalues: { batch: "1" },
    vectorized: false,
    network: "public",
  });
  const json = await client.upload.public.json({ name: "Glitch Hoodie" }).name("meta.json");

  const served = await fetch(`${pinata.url}/ipfs/${file.cid}`);
  expect(served.headers.get("content-type")).toBe("image/png");
  expect(served.headers.get("cache-control")).toBe("public, max-age=29030400, immutable");
  expect(served.headers.get("etag")).toBe(`"${file.cid}"`);
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(new Uint8Array([137, 80, 78, 71]));
  const meta = await fetch(`${pinata.url}/ipfs/${json.cid}`);
  expect(meta.headers.get("content-type")).toBe("application/json");
  expect(await meta.json()).toEqual({ name: "Glitch Hoodie" });
  const known = await fetch(`${pinata.url}/ipfs/${file.cid}`, {
    headers: { "if-none-match": `"${file.cid}"` },
  });
  expect(known.status).toBe(304);
});

test("a folder is served by the names in it, also in folders below", async () => {
  const pinata = await pinataWith();
  const client = sdk(pinata.url);
  const files = [
    new File(['{"serial":1}'], "1.json", { type: "application/json" }),
    new File(["<svg/>"], "art/front.svg", { type: "image/svg+xml" }),
  ];
  const folder = await client.upload.public.fileArray(files).name("glitch-hoodie");
  expect(folder).toMatchObject({ number_of_files: 2, name: "glitch-hoodie", network: "public" });
  expect(folder.cid).toMatch(/^bafybei/);
  const first = await fetch(`${pinata.url}/ipfs/${folder.cid}/1.json`);
  expect(await first.json()).toEqual({ serial: 1 });
  const art = await fetch(`${pinata.url}/ipfs/${folder.cid}/art/front.svg`);
  expect(art.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
  expect((await fetch(`${pinata.url}/ipfs/${folder.cid}/2.json`)).status).toBe(404);
  expect(await (await fetch(`${pinata.url}/ipfs/${folder.cid}`)).text()).toContain("1.json");
});

test("the same bytes are one pin, and lists find it", async () => {
  const pinata = await pinataWith();
  const client = sdk(pinata.url);
  const first = await client.upload.public.json({ a: 1 }).name("one");
  const second = await client.upload.public.json({ a: 1 }).name("two");
  expect(second).toMatchObject({ id: first.id, is_duplicate: true });
  await client.upload.public.json({ a: 2 }).name("three");
  const page = await client.files.public.list().limit(1);
  expect(page.files.map(({ name }) => name)).toEqual(["three"]);
  const rest = await client.files.public.list().limit(1).pageToken(page.next_page_token);
  expect(rest.files.map(({ name }) => name)).toEqual(["one"]);
  expect((await client.files.public.list().cid(first.cid)).files).toHaveLength(1);
});

test("a wrong token is refused, a right one greeted", async () => {
  const pinata = await pinataWith();
  const greeting = "Congratulations! You are communicating with the Pinata API!";
  expect(await sdk(pinata.url).testAuthentication()).toMatchObject({ message: greeting });
  const stranger = sdk(pinata.url, "wrong");
  await expect(stranger.testAuthentication()).rejects.toThrow(/INVALID_CREDENTIALS/);
  await expect(stranger.upload.public.json({ a: 1 })).rejects.toThrow(/Not Authorized/);
});

test("pins survive a restart", async () => {
  const dataDir = scratch();
  const before = await pinataWith({ dataDir });
  const { cid } = await sdk(before.url).upload.public.json({ kept: true });
  await before.close();
  before.close = async () => {};
  const after = await pinataWith({ dataDir });
  expect(await (await fetch(`${after.url}/ipfs/${cid}`)).json()).toEqual({ kept: true });
  expect((await sdk(after.url).files.public.list()).files).toHaveLength(1);
});

test("a pin that is lost is gone from the list and the gateway, with all below it, and comes back when it is pinned again", async () => {
  const pinata = await pinataWith({ dataDir: scratch() });
  const client = sdk(pinata.url);
  const pin = () => client.upload.public.fileArray([new File(["{}"], "1.json")]).name("batch");
  const { cid } = await pin();
  const status = async () => (await fetch(`${pinata.url}/ipfs/${cid}/1.json`)).status;
  const listed = async () => (await client.files.public.list().cid(cid)).files.length;
  expect([await status(), await listed()]).toEqual([200, 1]);
  await fetch(`${pinata.url}/sandbox/pins/${cid}`, { method: "DELETE" });
  expect([await status(), await listed()]).toEqual([404, 0]);
  expect((await pin()).cid).toBe(cid);
  expect([await status(), await listed()]).toEqual([200, 1]);
});

test("an upload whose answer is lost is pinned all the same", async () => {
  const pinata = await pinataWith();
  const client = sdk(pinata.url);
  await putFaults(pinata, { on: "POST /v3/files", do: "drop_after" });
  await expect(client.upload.public.json({ a: 1 })).rejects.toThrow();
  expect((await client.files.public.list()).files).toHaveLength(1);
});

function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.padEnd(Math.ceil(bits.length / 5) * 5, "0").match(/.{5}/g) ?? [];
  return groups.map((group) => "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(group, 2)]).join("");
}
