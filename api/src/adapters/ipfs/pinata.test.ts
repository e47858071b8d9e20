import { startPinata } from "@flux/sandbox/pinata";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { IpfsFile } from "./ipfs.ts";
import { createPinata } from "./pinata.ts";

let pinata: Awaited<ReturnType<typeof startPinata>>;
beforeAll(async () => {
  pinata = await startPinata({ port: 0, jwt: "jwt" });
});
afterEach(() => fetch(`${pinata.url}/faults`, { method: "DELETE" }));
afterAll(() => pinata.close());

const ipfs = (jwt = "jwt") =>
  createPinata({
    ...{ PINATA_JWT: jwt, PINATA_API_URL: pinata.url, PINATA_UPLOAD_URL: pinata.url },
    PINATA_GATEWAY_URL: pinata.url,
  });
const json = (path: string, value: unknown): IpfsFile => ({
  ...{ path, type: "application/json" },
  content: new TextEncoder().encode(JSON.stringify(value)),
});
const files = [1, 2].map((serial) => json(`${serial}.json`, { serial }));
/** What kubo gives them: a dag-pb node of two raw leaves, encoded by hand with SHA-256 and base32 alone. */
const cidOfFiles = "bafybeidf6nwelfiyr4tijho7mmoyrhmhv2h7ierwgvqmxzsriieaeo6syi";

/** What goes wrong next. */
const fault = (...next: object[]) =>
  fetch(`${pinata.url}/faults`, { method: "PUT", body: JSON.stringify({ next }) });
const upload = "POST /pinning/pinFileToIPFS";

test("a pinned folder gives back its files by name, and the same files have the same CID, whatever their order and name", async () => {
  expect(await ipfs().pinFolder("batch-1", files)).toBe(cidOfFiles);
  expect(await ipfs().pinFolder("batch-1 again", files.toReversed())).toBe(cidOfFiles);
  expect(await ipfs().read(cidOfFiles, "2.json")).toEqual(files[1]?.content);
});

test("a CID is told to be of its very files and of no others, without asking anybody", async () => {
  await pinataStays(async () => {
    expect(await ipfs().isOf(cidOfFiles, files)).toBe(true);
    expect(await ipfs().isOf(cidOfFiles, [...files, json("3.json", {})])).toBe(false);
    expect(
      await ipfs().isOf(cidOfFiles, [json("1.json", { serial: 1 }), json("2.json", { serial: 3 })]),
    ).toBe(false);
    expect(
      await ipfs().isOf(cidOfFiles, [json("1.json", { serial: 1 }), json("3.json", { serial: 2 })]),
    ).toBe(false);
  });
});

test("a picture of many blocks, and a folder of hundreds of files, are the same to both sides", async () => {
  const picture = { path: "front.jpg", content: new Uint8Array(700_000).fill(7), type: "image/jpeg" };
  const cid = await ipfs().pinFolder("pictures", [picture]);
  expect(await ipfs().read(cid, "front.jpg")).toEqual(picture.content);
  const many = Array.from({ length: 300 }, (_, at) => json(`${at + 1}.json`, { serial: at + 1 }));
  expect(await ipfs().read(await ipfs().pinFolder("many", many), "300.json")).toEqual(many[299]?.content);
});

test("a vendor that answers with another CID than that of what was sent is not believed", async () => {
  const other = "bafybeihkyies2mj45kugmytq2tswpgvjhv5kdnaz4vfhs6nm2obngmsr5y";
  await fault({ on: upload, do: "status", status: 200, body: JSON.stringify({ IpfsHash: other }) });
  await expect(ipfs().pinFolder("batch-1", files)).rejects.toThrow(
    `Pinning “batch-1” was answered with ${other}, which is not the CID of what was sent (${cidOfFiles})`,
  );
});

test.each([
  ["refuses", { do: "status", status: 502 }],
  ["hangs up", { do: "drop" }],
  ["takes it and hangs up", { do: "drop_after" }],
  ["answers nonsense", { do: "garble" }],
])("a vendor that %s gives an error, never a CID", async (_, act) => {
  await fault({ on: upload, ...act });
  await expect(ipfs().pinFolder("batch-1", files)).rejects.toThrow();
});

test("another's token pins nothing, and lists nothing", async () => {
  await expect(ipfs("another").pinFolder("batch-1", files)).rejects.toThrow();
  await expect(ipfs("another").isPinned(cidOfFiles)).rejects.toThrow();
});

test("what is lost is neither listed nor read; a gateway that cannot say is an error, not a loss", async () => {
  await ipfs().pinFolder("batch-1", files);
  expect(await ipfs().isPinned(cidOfFiles)).toBe(true);
  await fault({ on: "GET /ipfs/*", do: "status", status: 504 });
  await expect(ipfs().read(cidOfFiles, "1.json")).rejects.toThrow(/gateway answered 504 for \w+\/1\.json/);
  expect(await ipfs().read(cidOfFiles, "3.json")).toBeNull();
  await fetch(`${pinata.url}/sandbox/pins/${cidOfFiles}`, { method: "DELETE" });
  expect(await ipfs().isPinned(cidOfFiles)).toBe(false);
  expect(await ipfs().read(cidOfFiles, "1.json")).toBeNull();
});

/** Fails when `act` asks Pinata for anything. */
async function pinataStays(act: () => Promise<void>) {
  await fault({ on: "* /*", do: "status", status: 500, times: "always" });
  await act();
  const { taken } = (await (await fetch(`${pinata.url}/faults`)).json()) as { taken: unknown[] };
  expect(taken).toEqual([]);
}
