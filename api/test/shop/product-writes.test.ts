import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "../../src/audit/tables.ts";
import { publicId, uuidOf } from "../../src/http/public-id.ts";
import { keysSchema } from "../../src/modules/products/product-body.ts";
import { availabilitySchema, productSchema } from "../../src/modules/products/schema.ts";
import { products } from "../../src/modules/products/tables.ts";
import { batches } from "../../src/modules/stock/tables.ts";
import { appoint } from "../appoint.ts";
import { errorOf } from "../error-of.ts";
import { type Buyer, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let admin: Buyer;

beforeAll(async () => {
  shop = await openShop({ work: false });
  admin = await shop.newBuyer();
  await appoint(shop.api, { userId: publicId("usr", admin.id) }, "admin");
});
afterAll(() => shop?.close());

const vest = (slug: string) => ({
  ...{ slug, name: "Vest", category: "tops", tagline: "Thin.", description: "Thinner." },
  details: { material: "Cotton", care: ["Cold"], fit: "Boxy", chip: "Hem" },
  price: { amount: 179_900, currency: "INR" },
  ...{ hsn: "6110", weightGrams: 600 },
  variants: ["S", "M"].map((size) => ({
    ...{ sku: `${slug}-${size}`, size, color: "Void", colorHex: "#15141d" },
  })),
  images: [{ view: "front", alt: "A vest", sources: [{ src: "/products/vest.webp", width: 480 }] }],
});

async function add(slug: string) {
  const answer = await admin.send("POST", "/api/products", vest(slug));
  expect(answer.status).toBe(201);
  return keysSchema.strict().parse(await answer.json());
}
const change = (id: string, body: object) => admin.send("PUT", `/api/products/${id}`, body);
const remove = (id: string) => admin.send("DELETE", `/api/products/${id}`);
const read = async (key: string) =>
  productSchema.strict().parse(await (await shop.api.get(`/api/products/${key}`)).json());
const actsOn = async (id: string) =>
  (await shop.api.deps.db.select().from(audit).where(eq(audit.subject, id))).map(({ act }) => act);

test("a product that was added is in the catalogue, found by its slug and its id, sold out", async () => {
  const { id, slug, archived } = await add("added");
  expect(archived).toBe(false);
  expect(await read(id)).toEqual(await read(slug));
  expect(await read(id)).toMatchObject({ name: "Vest", soldOut: true, batch: null, batches: [] });
  expect(await actsOn(id)).toEqual(["product_created"]);
});

test("the same request twice, with its Idempotency-Key, adds one", async () => {
  const key = { "idempotency-key": "vest-once-1" };
  const both = [1, 2].map(() => admin.send("POST", "/api/products", vest("once"), key));
  const answers = await Promise.all((await Promise.all(both)).map((answer) => answer.status));
  expect(answers).toContain(201);
  expect(await shop.api.deps.db.$count(products, eq(products.slug, "once"))).toBe(1);
});

test.each<[string, object]>([
  ["slug_taken", {}],
  ["slug_reserved", { slug: "search" }],
  ["sku_taken", { slug: "other" }],
  ["price_between_tax_rates", { slug: "other", price: { amount: 270_000, currency: "INR" } }],
  ["hsn_without_rate", { slug: "other", hsn: "9999" }],
  ["weight_out_of_range", { slug: "other", weightGrams: 0 }],
  ["price_out_of_range", { slug: "other", price: { amount: 99, currency: "INR" } }],
  ["invalid_input", { slug: "other", price: { amount: 1_799.5, currency: "INR" } }],
  ["invalid_input", { slug: "other", price: { amount: 179_900, currency: "USD" } }],
  ["invalid_input", { slug: "No Slug" }],
  ["invalid_input", { slug: "other", variants: [] }],
  ["invalid_input", { slug: "other", name: "\u202eevil" }],
  ["invalid_input", { slug: "other", images: [{ ...vest("x").images[0], sources: [] }] }],
  ...["javascript:alert(1)", "//evil.test/a.png", "http://plain.test/a.png", "/\\evil.test/a.png"].map(
    (src): [string, object] => [
      "invalid_input",
      { slug: "other", images: [{ view: "front", alt: "x", sources: [{ src, width: 480 }] }] },
    ],
  ),
])("%s: a product with %j is refused, and nothing of it stays", async (code, wrong) => {
  const taken = await shop.api.get("/api/products/taken");
  if (taken.status === 404) await add("taken");
  const answer = await admin.send("POST", "/api/products", { ...vest("taken"), ...wrong });
  expect((await errorOf(answer))[1]).toBe(code);
  expect((await shop.api.get("/api/products/other")).status).toBe(404);
});

test("a change shows at once, and says in the audit log what it was", async () => {
  const { id } = await add("changed");
  const body = { ...vest("changed"), name: "Better vest", price: { amount: 199_900, currency: "INR" } };
  expect((await change(id, body)).status).toBe(200);
  expect(await read(id)).toMatchObject({ name: "Better vest", price: { amount: 199_900 } });
  const [row] = await shop.api.deps.db.select().from(audit).where(eq(audit.act, "product_changed"));
  expect(row).toMatchObject({
    ...{ actor: admin.id, subject: id },
    details: { changed: "name pricePaise", pricePaise: 199_900, pricePaiseBefore: 179_900, archived: false },
  });
});

test("a change keeps the address, and the size and colour of what there are garments of", async () => {
  const { id } = await add("kept");
  expect(await errorOf(await change(id, vest("renamed")))).toEqual([409, "slug_stays"]);

  const { productId, variantIds, slug } = await shop.stock([2, 0]);
  const sold = publicId("prd", productId);
  const { variants } = await read(slug);
  const of = (sku: string, size: string) => ({ sku, size, color: "Graphite", colorHex: "#2a2740" });
  const [first = "", second = ""] = variants.map(({ sku }) => sku);
  for (const wrong of [[of(second, "M")], [of(first, "XL"), of(second, "M")]])
    expect(await errorOf(await change(sold, { ...vest(slug), variants: wrong }))).toEqual([
      409,
      "variant_in_use",
    ]);
  // What nobody has may go, others may come, and what stays keeps its id.
  const after = { ...vest(slug), variants: [of("NEW-XL", "XL"), of(first, "S")] };
  expect((await change(sold, after)).status).toBe(200);
  const changed = await read(slug);
  expect(changed.variants.map(({ sku, left }) => [sku, left])).toEqual([
    ["NEW-XL", 0],
    [first, 2],
  ]);
  expect(changed.variants[1]?.id).toBe(publicId("var", variantIds[0] ?? ""));
});

test("a product that was never more than words is deleted; one with a batch is archived, and can come back", async () => {
  const { id } = await add("deleted");
  expect(await (await remove(id)).json()).toEqual({ outcome: "deleted" });
  expect(await errorOf(await remove(id))).toEqual([404, "product_not_found"]);
  expect(await actsOn(id)).toEqual(["product_created", "product_deleted"]);

  const kept = await add("archived");
  const batch = { id: 99, productId: uuidOf(kept.id), cap: 3 };
  await shop.api.deps.db.insert(batches).values(batch);
  for (const _ of ["once", "and again"])
    expect(await (await remove(kept.id)).json()).toEqual({ outcome: "archived" });
  expect(await actsOn(kept.id)).toEqual(["product_created", "product_archived"]);
  for (const path of [kept.slug, kept.id, `${kept.slug}/availability`])
    expect(await errorOf(await shop.api.get(`/api/products/${path}`))).toEqual([404, "product_not_found"]);
  const back = await change(kept.id, { ...vest("archived"), archived: false });
  expect(await back.json()).toEqual({ ...kept, archived: false });
  expect(await read(kept.slug)).toMatchObject({ name: "Vest" });
});

test("what is left is told by slug and by id, and who has it already gets a 304", async () => {
  const { slug, productId, batchId } = await shop.stock([2, 0]);
  const answer = await shop.api.get(`/api/products/${slug}/availability`);
  const left = availabilitySchema.strict().parse(await answer.json());
  expect(left).toMatchObject({
    soldOut: false,
    batch: { number: batchId, cap: 2, left: 2, vaultedAt: null },
  });
  expect(left.variants.map((variant) => variant.left)).toEqual([2, 0]);
  const byId = `/api/products/${publicId("prd", productId)}/availability`;
  expect(await (await shop.api.get(byId)).json()).toEqual(left);
  const etag = answer.headers.get("etag") ?? "";
  expect((await shop.api.get(byId, { "if-none-match": etag })).status).toBe(304);
});

test.each<[method: string, path: string]>([
  ["POST", "/api/products"],
  ["PUT", "/api/products/prd_019aa0c49f1b7c3e8d2f5a6b7c8d9e0f"],
  ["DELETE", "/api/products/prd_019aa0c49f1b7c3e8d2f5a6b7c8d9e0f"],
])("%s %s is the house's own, and a missing one is told as that", async (method, path) => {
  const body = method === "DELETE" ? undefined : vest("nobodys");
  const buyer = await shop.newBuyer();
  expect(await errorOf(await buyer.send(method, path, body))).toEqual([403, "not_allowed"]);
  if (method !== "POST")
    expect(await errorOf(await admin.send(method, path, body))).toEqual([404, "product_not_found"]);
});
