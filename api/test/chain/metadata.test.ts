import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tokenIdOf } from "@flux/contracts";
import { startPinata } from "@flux/sandbox/pinata";
import { Ajv } from "ajv";
import { eq, sql } from "drizzle-orm";
import { toHex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startChain } from "../../../test/harness/chain.ts";
import { admin, asha, deployFlux, type FluxOnChain, ravi } from "../../../test/harness/flux-on-chain.ts";
import { pinFolder } from "../../src/modules/pins/pin-folder.ts";
import { pinFiles, pins } from "../../src/modules/pins/tables.ts";
import { checkPins } from "../../src/modules/products/check-pins.ts";
import { createProduct } from "../../src/modules/products/create-product.ts";
import { pinBatchMetadata } from "../../src/modules/products/pin-batch-metadata.ts";
import { publishCollection } from "../../src/modules/products/publish-collection.ts";
import { findProduct } from "../../src/modules/products/queries.ts";
import { openBatch } from "../../src/modules/stock/open-batch.ts";
import { openBatchesOnChain } from "../../src/modules/stock/open-batches-on-chain.ts";
import { recordBatchUri } from "../../src/modules/stock/record-batch-uri.ts";
import { batches } from "../../src/modules/stock/tables.ts";
import { tagGarments } from "../../src/modules/stock/tag-garments.ts";
import { openDesigns } from "../../src/modules/voting/open-designs.ts";
import { registry } from "../../src/worker/registry.ts";
import { startApi, type TestApi } from "../start-api.ts";

let anvil: Awaited<ReturnType<typeof startChain>>;
let pinata: Awaited<ReturnType<typeof startPinata>>;
let flux: FluxOnChain;
let api: TestApi;
const home = mkdtempSync(join(tmpdir(), "flux-metadata-"));
beforeAll(async () => {
  [anvil, pinata] = await Promise.all([startChain(), startPinata({ port: 0, jwt: "jwt" })]);
  flux = await deployFlux(anvil.rpcUrl);
  writeFileSync(join(home, "deployment.json"), JSON.stringify(flux.deployment));
  const { url } = pinata;
  api = await startApi({
    ...{ RPC_URL: anvil.rpcUrl, DEPLOYMENT_FILE: join(home, "deployment.json") },
    ...{ PINATA_API_URL: url, PINATA_UPLOAD_URL: url, PINATA_GATEWAY_URL: url },
    WEB_URL: "https://flux.example",
  });
});
beforeEach(() => fault());
afterAll(async () => {
  await api.close();
  await pinata.close();
  await anvil.close();
  rmSync(home, { recursive: true });
});

const cap = 3;
const royalty = { receiver: ravi.address, feeBps: 750 };
const picture = {
  ...{ path: "vest.jpg", type: "image/jpeg" },
  content: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(300_000).fill(7)]),
};
const fault = (...next: object[]) =>
  fetch(`${pinata.url}/faults`, { method: "PUT", body: JSON.stringify({ next }) });
const pin = async (batchId: number) =>
  pinBatchMetadata({ ...api.deps, ipfs: await api.deps.openIpfs() }, { batchId, picture });
const openAll = () => openBatchesOnChain({ ...api.deps, curator: admin, royalty });
const onChain = (batchId: number) =>
  flux.chain.readContract({ ...flux.onGarment, functionName: "batchOf", args: [BigInt(batchId)] });
const fetched = async (uri: string) => {
  expect(uri).toMatch(/^ipfs:\/\//);
  const answer = await fetch(uri.replace("ipfs://", `${pinata.url}/ipfs/`));
  expect(answer.status, uri).toBe(200);
  return answer;
};

/** A product of two sizes, and a batch of three pieces with a chip in each. */
async function newBatch(slug: string) {
  const { db } = api.deps;
  const size = (name: string) => ({
    ...{ sku: `${slug}-${name}`.toUpperCase(), size: name, color: "Void", colorHex: "#15141d" },
  });
  const { productId } = await createProduct(api.deps, {
    actor: "system",
    ...{ slug, name: `Vest ${slug}`, category: "tops", badge: null, collection: "NEON NOIR" },
    ...{ tagline: "Thin.", description: "Thinner.", pricePaise: 179_900, images: [] },
    ...{ hsn: "6110", weightGrams: 600 },
    details: { material: "Cotton", care: [], fit: "Any", chip: "Hem" },
    variants: [size("S"), size("M")],
  });
  const { batchId } = await openBatch({ db }, { productId, cap });
  const variants = (await findProduct(db, slug))?.variants ?? [];
  const manifest = [1, 2, 3].map((serial) => ({
    ...{ serial, sku: `${slug}-${serial === 3 ? "M" : "S"}`.toUpperCase() },
    chipAddress: toHex(batchId * 100 + serial, { size: 20 }),
    pk2Address: toHex(batchId * 100 + 50 + serial, { size: 20 }),
  }));
  await tagGarments({ db }, { batchId, variants, manifest });
  return batchId;
}

/** ERC-721's metadata as wallets read it, in JSON Schema: PNG or JPEG on IPFS, a page by https, traits that are words. */
const ofWallets = {
  type: "object",
  required: ["name", "description", "image", "external_url", "attributes"],
  additionalProperties: false,
  properties: {
    name: { type: "string", minLength: 1 },
    description: { type: "string", minLength: 1 },
    image: { type: "string", pattern: "^ipfs://[a-z2-7]+/[a-z-]+\\.(jpg|png)$" },
    external_url: { type: "string", pattern: "^https://flux\\.example/garments/\\d+$" },
    attributes: {
      type: "array",
      items: {
        type: "object",
        required: ["trait_type", "value"],
        oneOf: [
          {
            required: ["display_type"],
            properties: { display_type: { const: "number" }, value: { type: "integer" } },
          },
          { not: { required: ["display_type"] }, properties: { value: { type: "string", minLength: 1 } } },
        ],
      },
    },
  },
};

/** ERC-7572's schema (eips.ethereum.org/EIPS/eip-7572), with what marketplaces want of it. */
const ofMarketplaces = {
  type: "object",
  required: ["name", "symbol", "description", "image", "banner_image", "featured_image", "external_link"],
  additionalProperties: false,
  properties: {
    ...{ name: { const: "FLUX Garment" }, symbol: { const: "FLUX" } },
    description: { type: "string", minLength: 1 },
    ...Object.fromEntries(
      ["image", "banner_image", "featured_image"].map((name) => [
        name,
        { type: "string", pattern: "^ipfs://[a-z2-7]+/[a-z-]+\\.(jpg|png)$" },
      ]),
    ),
    external_link: { const: "https://flux.example" },
    collaborators: { type: "array", items: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" } },
  },
};
const ajv = new Ajv({ strict: false });

describe("a batch", () => {
  let batchId: number;
  beforeAll(async () => {
    batchId = await newBatch("good");
    await pin(batchId);
    expect(await openAll()).toEqual([batchId]);
    for (let serial = 1; serial <= cap; serial += 1) await flux.mint(batchId, serial, asha.address);
  });

  test("is described on IPFS before its first mint: tokenURI leads to what wallets accept, and to its picture", async () => {
    for (let serial = 1; serial <= cap; serial += 1) {
      const tokenId = tokenIdOf(batchId, serial);
      const args = [tokenId] as const;
      const uri = await flux.chain.readContract({ ...flux.onGarment, functionName: "tokenURI", args });
      const answer = await fetched(uri);
      expect(answer.headers.get("content-type")).toBe("application/json");
      const metadata = (await answer.json()) as { name: string; image: string; external_url: string };
      expect(ajv.validate(ofWallets, metadata), ajv.errorsText()).toBe(true);
      expect(metadata).toMatchObject({
        name: `Vest good ${serial}/3`,
        external_url: `https://flux.example/garments/${tokenId}`,
        attributes: [
          { trait_type: "Batch", value: String(batchId) },
          { trait_type: "Serial", display_type: "number", value: serial, max_value: cap },
          { trait_type: "Size", value: serial === 3 ? "M" : "S" },
          { trait_type: "Colour", value: "Void" },
          { trait_type: "Collection", value: "NEON NOIR" },
        ],
      });
      const shown = await fetched(metadata.image);
      expect(shown.headers.get("content-type")).toBe("image/jpeg");
      expect(new Uint8Array(await shown.arrayBuffer())).toEqual(picture.content);
    }
  });

  test("has the royalty of its opening, readable by ERC-2981", async () => {
    const args = [tokenIdOf(batchId, 2), 10_000n] as const;
    const paid = await flux.chain.readContract({ ...flux.onGarment, functionName: "royaltyInfo", args });
    expect(paid).toEqual([ravi.address, 750n]);
  });

  test("is opened once, and asks IPFS for nothing once it is", async () => {
    await fault({ on: "* /*", do: "status", status: 500, times: "always" });
    expect(await openAll()).toEqual([]);
  });

  test("is pinned to the same address by the same rows, whenever that is", async () => {
    const { uri } = await onChain(batchId);
    expect(await pin(batchId)).toEqual({ uri });
  });
});

describe("nothing is opened on chain", () => {
  let batchId: number;
  let uri: string;
  beforeAll(async () => {
    batchId = await newBatch("gated");
    ({ uri } = await pin(batchId));
  });
  afterAll(async () => {
    await fault();
    expect(await openAll()).toEqual([batchId]);
  });
  const cid = () => uri.slice("ipfs://".length);
  const refused = async (reason: string | RegExp) => {
    const sent = await flux.chain.getTransactionCount({ address: admin.address });
    const error: unknown = await openAll().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "metadata_not_verified", values: { batchId } });
    expect((error as Error).message).toMatch(reason);
    expect(await flux.chain.getTransactionCount({ address: admin.address })).toBe(sent);
    await expect(onChain(batchId)).rejects.toThrow(/FluxGarmentBatchUnknown/);
    // The contract's own word, too: there is no way to mint what is not open.
    await expect(flux.mint(batchId, 1, asha.address)).rejects.toThrow(/FluxGarmentBatchUnknown/);
  };

  test("of a batch whose folder the gateway does not have", async () => {
    await fetch(`${pinata.url}/sandbox/pins/${cid()}`, { method: "DELETE" });
    await refused(/1\.json is not there/);
    await pin(batchId);
  });

  test("of a batch one of whose files is missing, or has other bytes", async () => {
    await fault({ on: `GET /ipfs/${cid()}/3.json`, do: "status", status: 404 });
    await refused(/3\.json is not there/);
    await fault({ on: `GET /ipfs/${cid()}/2.json`, do: "status", status: 200, body: "{}" });
    await refused(/2\.json has other bytes/);
  });

  test("while the gateway cannot say", async () => {
    await fault({ on: "GET /ipfs/*", do: "status", status: 502, times: "always" });
    await refused(/gateway answered 502/);
  });

  test("of a batch whose address was written down by hand", async () => {
    const { db } = api.deps;
    const write = (to: string) => db.update(batches).set({ uri: to }).where(eq(batches.id, batchId));
    await write("ipfs://bafybeihkyies2mj45kugmytq2tswpgvjhv5kdnaz4vfhs6nm2obngmsr5y");
    await refused(/FLUX did not pin it/);
    await write("https://flux.example/metadata");
    await refused(/not ipfs:\/\/<cid>/);
    await write(`${uri}/`);
    await refused(/not ipfs:\/\/<cid>/);
    await write(uri);
  });

  test("of a batch whose folder has no file for one of its serials", async () => {
    const { db, openIpfs } = api.deps;
    const files = [1, 2].map((serial) => ({
      ...{ path: `${serial}.json`, type: "application/json", content: new TextEncoder().encode("{}") },
    }));
    const short = await pinFolder({ db, ipfs: await openIpfs() }, { name: "short", files });
    await recordBatchUri({ db }, { batchId, uri: `ipfs://${short}` });
    await refused(/has no 3\.json/);
    await recordBatchUri({ db }, { batchId, uri });
  });

  test("of a batch whose kept files are no longer what its address names", async () => {
    const { db } = api.deps;
    const where = sql`${pinFiles.cid} = ${cid()} and ${pinFiles.path} = '1.json'`;
    const [kept] = await db.select().from(pinFiles).where(where);
    await db
      .update(pinFiles)
      .set({ content: new TextEncoder().encode("{}") })
      .where(where);
    await refused(/cannot be pinned again/);
    await db
      .update(pinFiles)
      .set({ content: kept?.content ?? new Uint8Array() })
      .where(where);
  });

  test("when the vendor answered with a CID of anything else: nothing is written down either", async () => {
    const other = await newBatch("wrong-cid");
    const answer = JSON.stringify({
      IpfsHash: "bafybeihkyies2mj45kugmytq2tswpgvjhv5kdnaz4vfhs6nm2obngmsr5y",
    });
    await fault({
      on: "POST /pinning/pinFileToIPFS",
      do: "status",
      status: 200,
      body: answer,
      times: "always",
    });
    await expect(pin(other)).rejects.toThrow(/not the CID of what was sent/);
    const [row] = await api.deps.db.select().from(batches).where(eq(batches.id, other));
    expect(row?.uri).toBeNull();
  });
});

test.each([
  ["vest.webp", [0x52, 0x49, 0x46, 0x46]],
  ["vest.svg", [0x3c, 0x73, 0x76, 0x67]],
  ["vest.png", [0xff, 0xd8, 0xff, 0xe0]],
  ["vest.jpg", [0x52, 0x49, 0x46, 0x46]],
])(
  "a picture that some wallets leave blank is refused before anything is pinned: %s",
  async (path, bytes) => {
    const batchId = await newBatch(`shown-${path.replace(".", "-")}-${bytes[0]}`);
    await fault({ on: "POST /pinning/*", do: "status", status: 500, times: "always" });
    const wrong = { path, content: new Uint8Array(bytes), type: "image/jpeg" };
    const ipfs = await api.deps.openIpfs();
    await expect(pinBatchMetadata({ ...api.deps, ipfs }, { batchId, picture: wrong })).rejects.toMatchObject({
      ...{ code: "picture_not_for_wallets", values: { path } },
    });
  },
);

describe("the collection", () => {
  const collectionOf = (description: string) => async () => ({
    description,
    pictures: {
      image: { ...picture, path: "image.jpg" },
      banner: { ...picture, path: "banner.jpg" },
      featured: { ...picture, path: "featured.jpg" },
    },
    collaborators: [ravi.address],
  });
  const publish = (description: string) =>
    publishCollection({ ...api.deps, curator: admin }, collectionOf(description));
  const contractUri = () => flux.chain.readContract({ ...flux.onGarment, functionName: "contractURI" });

  test("is not pointed to while its words are not where they should be", async () => {
    await fault({ on: "GET /ipfs/*/collection.json", do: "status", status: 404, times: "always" });
    await expect(publish("Chips.")).rejects.toMatchObject({ code: "pin_not_served" });
    expect(await contractUri()).toBe("");
  });

  test("is described where contractURI leads: what marketplaces accept, with the contract's own name and symbol", async () => {
    const uri = await publish("Chips.");
    expect(await contractUri()).toBe(uri);
    const metadata = (await (await fetched(uri ?? "")).json()) as Record<string, string>;
    expect(ajv.validate(ofMarketplaces, metadata), ajv.errorsText()).toBe(true);
    expect(metadata).toMatchObject({ description: "Chips.", collaborators: [ravi.address] });
    for (const name of ["image", "banner_image", "featured_image"])
      expect((await fetched(metadata[name] ?? "")).headers.get("content-type")).toBe("image/jpeg");
  });

  test("is left as it is by whoever publishes again", async () => {
    const before = await contractUri();
    await fault({ on: "* /*", do: "status", status: 500, times: "always" });
    expect(await publish("Others.")).toBeUndefined();
    expect(await contractUri()).toBe(before);
  });
});

describe("the job that looks after what is pinned", () => {
  const due = async () => {
    const { rows } = await api.deps.db.execute<{ cid: string }>(
      sql`delete from jobs.job where name = 'check-pin' returning data->>'cid' as cid`,
    );
    return rows.map(({ cid }) => cid).sort();
  };

  test("is worked by the worker, four times a day, and looks at every folder there is: of batches, pictures, designs and the collection", async () => {
    expect(registry.map(({ name }) => name)).toEqual(expect.arrayContaining(["check-pins", "check-pin"]));
    expect(checkPins.cron).toBe("20 */6 * * *");
    await openDesigns({ ...api.deps, curator: admin }, [
      { id: 1, title: "Poncho", description: "Wide.", days: 3 },
    ]);
    await checkPins.run(api.deps, {});
    const kept = await api.deps.db.select({ cid: pins.cid, name: pins.name }).from(pins);
    expect(await due()).toEqual(kept.map(({ cid }) => cid).sort());
    const names = kept.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "batch-1",
        "pictures of batch-1",
        "collection",
        "pictures of the collection",
        "design-1",
      ]),
    );
  });

  test("says which address on chain is of nothing that is kept, and looks after the others all the same", async () => {
    const [batch] = await api.deps.db.select().from(batches).orderBy(batches.id);
    const id = batch?.id ?? 0;
    const point = async (uri: string) => {
      const args = [BigInt(id), uri] as const;
      await flux.mined(
        await flux.chain.writeContract({ ...flux.onGarment, functionName: "updateMetadata", args }),
      );
    };
    await point("ipfs://bafybeihkyies2mj45kugmytq2tswpgvjhv5kdnaz4vfhs6nm2obngmsr5y");
    await expect(checkPins.run(api.deps, {})).rejects.toThrow("1 addresses of metadata are not ours");
    expect((await due()).length).toBeGreaterThan(3);
    await point(batch?.uri ?? "");
    await checkPins.run(api.deps, {});
  });
});
