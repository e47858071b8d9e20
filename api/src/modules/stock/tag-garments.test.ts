import { toHex } from "viem";
import { afterAll, expect, test } from "vitest";
import { createDatabase } from "../../../../test/harness/database.ts";
import { connect } from "../../db/client.ts";
import { createLog } from "../../log.ts";
import { createProduct } from "../products/create-product.ts";
import { findProduct } from "../products/queries.ts";
import { openBatch } from "./open-batch.ts";
import { listBatches } from "./queries.ts";
import { type ManifestRow, tagGarments } from "./tag-garments.ts";

const database = await createDatabase();
const { db, pool } = connect(database.url);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const size = (name: string) => ({ sku: `VEST-${name}`, size: name, color: "Void", colorHex: "#15141d" });
const { productId } = await createProduct(
  { db, log: createLog({ LOG_LEVEL: "silent" }) },
  {
    actor: "system",
    ...{ slug: "vest", name: "Vest", category: "tops", badge: null, collection: null },
    ...{ tagline: "", description: "", pricePaise: 179_900, images: [] },
    hsn: "6110",
    weightGrams: 600,
    details: { material: "Cotton", care: [], fit: "Any", chip: "Hem" },
    variants: [size("S"), size("M")],
  },
);
const variants = (await findProduct(db, "vest"))?.variants ?? [];
const { batchId } = await openBatch({ db }, { productId, cap: 5 });
const { batchId: other } = await openBatch({ db }, { productId, cap: 5 });

const address = (n: number) => toHex(n, { size: 20 });
const row = (serial: number, sku = "VEST-S", chip = serial): ManifestRow => ({
  ...{ serial, sku, chipAddress: address(chip), pk2Address: address(1_000 + chip) },
});
const tag = (manifest: unknown[], batch = batchId) =>
  tagGarments({ db }, { batchId: batch, variants, manifest });
const tagged = async () => (await listBatches(db)).map((batch) => batch.tagged);

test("batches are numbered one after the other, and only for a product and with pieces", async () => {
  expect([batchId, other]).toEqual([1, 2]);
  const unknown = openBatch({ db }, { productId: "019aa0c4-9f1b-7c3e-8d2f-5a6b7c8d9e0f", cap: 5 });
  await expect(unknown).rejects.toMatchObject({ code: "product_unknown" });
  for (const cap of [0, 1_000_000, 1.5])
    await expect(openBatch({ db }, { productId, cap })).rejects.toMatchObject({ code: "cap_out_of_range" });
  expect(await listBatches(db)).toHaveLength(2);
});

test("a manifest puts its garments on sale, and sent again it changes nothing", async () => {
  expect(await tag([row(1), row(2, "VEST-M")])).toEqual({ tagged: 2 });
  expect(await tag([row(1), row(2, "VEST-M"), row(3)])).toEqual({ tagged: 1 });
  expect((await findProduct(db, "vest"))?.variants.map(({ left }) => left)).toEqual([2, 1]);
});

const chipOf1 = row(1).chipAddress;
test.each<[code: string, why: string, manifest: unknown[], batch?: number]>([
  ["manifest_row_wrong", "no address", [row(4), { ...row(5), chipAddress: "0x12" }]],
  ["manifest_row_wrong", "no second key", [row(4), { ...row(5), pk2Address: undefined }]],
  ["manifest_row_wrong", "no row at all", [row(4), null]],
  ["manifest_row_repeated", "a serial twice", [row(4), { ...row(5), serial: 4 }]],
  ["manifest_row_repeated", "a chip twice", [row(4), { ...row(5), pk2Address: row(4).chipAddress }]],
  ["serial_beyond_cap", "a sixth of five", [row(4), row(6)]],
  ["variant_unknown", "another's SKU", [row(4), row(5, "TEE-S")]],
  ["chip_sewn_in_elsewhere", "a chip of this batch", [row(4), { ...row(5), chipAddress: chipOf1 }]],
  ["chip_sewn_in_elsewhere", "a chip of another batch", [row(4, "VEST-S", 14), row(1)], other],
  ["chip_sewn_in_elsewhere", "its key as a second one", [row(4), { ...row(5), pk2Address: chipOf1 }]],
  ["serial_tagged_otherwise", "another chip", [row(4), row(1, "VEST-S", 21)]],
  ["serial_tagged_otherwise", "another variant", [row(4), row(1, "VEST-M")]],
])("%s (%s) names row 2, and row 1 is not tagged either", async (code, _, manifest, batch) => {
  const refused = expect(tag(manifest, batch)).rejects;
  await refused.toMatchObject({ code, values: { row: 2 } });
  expect(await tagged()).toEqual([3, 0]);
});

test("no garment is tagged in a batch that was not opened", async () => {
  await expect(tag([row(4)], 9)).rejects.toMatchObject({ code: "batch_unknown" });
});

test("one chip in two manifests at once is sewn in once", async () => {
  const results = await Promise.allSettled([tag([row(4, "VEST-S", 30)]), tag([row(4, "VEST-S", 30)], other)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
    code: "chip_sewn_in_elsewhere",
  });
});
