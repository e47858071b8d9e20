import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { httpStatus } from "../../../../test/harness/rpc-acts.ts";
import { type ChainedShop, eventually, openChainedShop } from "../../../test/chain/open-chained-shop.ts";
import { errorOf } from "../../../test/error-of.ts";
import { jpegOf } from "../../../test/pictures.ts";
import { address, type Buyer, placeOrderOf } from "../../../test/shop/open-shop.ts";
import { mailedToken } from "../../../test/start-api.ts";
import { audit } from "../../audit/tables.ts";
import { publicId, uuidOf } from "../../http/public-id.ts";
import { sessions, verifications } from "../auth/tables.ts";
import { expireOrder } from "../orders/expire-order.ts";
import { orders } from "../orders/tables.ts";
import { sweepUploads } from "../uploads/sweep-uploads.ts";
import { avatarSchema } from "../users/schema.ts";
import { users } from "../users/tables.ts";
import { countHeld } from "../wallets/count-held.ts";
import { findCustodyWallet } from "../wallets/queries.ts";
import { exportSchema } from "./schema.ts";

const password = "four-words-are-better";
let shop: ChainedShop;
let me: Buyer;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 1, throughProxy: true });
});
beforeEach(async () => {
  me = await shop.newBuyer({ password });
});
afterAll(() => shop?.close());

const remove = (who = me) => who.send("DELETE", "/api/privacy/account");
const logIn = () => shop.api.post("/api/auth/login", { email: me.email, password });
async function order() {
  const { variantIds } = await shop.stock([1]);
  return placeOrderOf(me, variantIds[0] ?? "");
}
async function orderThatEnded() {
  const { id } = await order();
  await shop.api.deps.db
    .update(orders)
    .set({ holdUntil: new Date(0) })
    .where(eq(orders.id, uuidOf(id)));
  await expireOrder.run(shop.api.deps, { orderId: uuidOf(id) });
}

describe("what FLUX keeps about somebody", () => {
  test("is theirs as one file, and holds nothing of anybody else, nor a secret", async () => {
    const stranger = await shop.newBuyer();
    await stranger.send("POST", "/api/users/address", { ...address, line1: "99, Elsewhere" });
    await me.send("POST", "/api/users/address", address);
    const { slug, productId } = await shop.stock([1]);
    await me.send("POST", "/api/users/wishlist", { productId: publicId("prd", productId) });
    await me.send("PUT", "/api/users/notifications", { drops: true });
    const placed = await order();

    const answer = await me.send("GET", "/api/privacy/export");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="flux-data.json"');
    const text = await answer.text();
    const data = exportSchema.strict().parse(JSON.parse(text));
    expect(data.profile).toMatchObject({ email: me.email, addresses: [{ line1: address.line1 }] });
    expect(data.wishlist.items.map(({ product }) => product.slug)).toEqual([slug]);
    expect(data.orders.map(({ id }) => id)).toEqual([placed.id]);
    expect(data.notifications.choices).toEqual({ drops: true, restocks: false, reviews: false });
    expect(data.wallets).toHaveLength(1);
    expect(data.sessions).toHaveLength(1);
    expect(text).not.toMatch(/Elsewhere|argon2|tokenHash|derivationIndex/);
  });

  test("is told to nobody else", async () => {
    expect(await errorOf(await shop.api.get("/api/privacy/export"))).toEqual([401, "not_signed_in"]);
  });
});

test("a picture is in the file, and gone with the account", async () => {
  const shown = await me.sendBytes("PUT", "/api/users/avatar", await jpegOf("orchid"), "image/jpeg");
  const { picture: url } = avatarSchema.parse(await shown.json());
  const data = exportSchema.parse(await (await me.send("GET", "/api/privacy/export")).json());
  const bytes = Buffer.from(await (await shop.api.get(url ?? "")).arrayBuffer());
  expect(data.picture).toBe(`data:image/webp;base64,${bytes.toString("base64")}`);
  expect((await remove()).status).toBe(200);
  await sweepUploads.run(shop.api.deps, {});
  expect(await errorOf(await shop.api.get(url ?? ""))).toEqual([404, "upload_not_found"]);
});

describe("a deleted account", () => {
  test("lets nobody in, says nothing of who it was, and its orders stay as an invoice wants them", async () => {
    await orderThatEnded();
    await me.send("POST", "/api/users/address", address);
    await me.send("PUT", "/api/users/profile", { username: "gone_soon" });
    const { db } = shop.api.deps;
    await db.update(users).set({ phone: "+919876543210", phoneVerified: true }).where(eq(users.id, me.id));
    expect((await me.send("POST", "/api/auth/phone", { phone: "9876543211" })).status).toBe(202);
    expect((await remove()).status).toBe(200);

    expect(await errorOf(await me.send("GET", "/api/auth/me"))).toEqual([401, "not_signed_in"]);
    expect(await errorOf(await logIn())).toEqual([401, "wrong_credentials"]);
    const [row] = await db.select().from(users).where(eq(users.id, me.id));
    expect(row).toMatchObject({ name: "Deleted account", email: null, username: null, phone: null });
    expect(row?.phoneVerified).toBe(false);
    const waiting = await db.select().from(verifications).where(like(verifications.value, "%9876543211%"));
    expect(waiting).toEqual([]);
    expect(row?.deletedAt).not.toBeNull();
    const [kept] = await db.select().from(orders).where(eq(orders.userId, me.id));
    expect(kept?.address.line1).toBe(address.line1);
    const acts = await db.select({ act: audit.act }).from(audit).where(eq(audit.actor, me.id));
    expect(acts.at(-1)).toEqual({ act: "account_deleted" });
    expect((await shop.api.mailsTo(me.email)).map(({ subject }) => subject)).toContain(
      "Your account is deleted",
    );
  });

  test("leaves its address free for a new one, which has nothing of it", async () => {
    await remove();
    await shop.api.post("/api/auth/register", { email: me.email, password, name: "Anew" });
    await shop.api.post("/api/auth/verify-email", { token: await mailedToken(shop.api, me.email), password });
    const { user, token } = (await (await logIn()).json()) as { user: { id: string }; token: string };
    expect(user.id).not.toBe(publicId("usr", me.id));
    const list = await shop.api.get("/api/orders", { authorization: `Bearer ${token}` });
    expect(((await list.json()) as { items: unknown[] }).items).toEqual([]);
  });

  test("is kept while an order is under way, and while nobody showed that it is them", async () => {
    await order();
    expect(await errorOf(await remove())).toEqual([409, "order_under_way"]);
    await shop.api.deps.db
      .update(sessions)
      .set({ confirmedAt: new Date(0) })
      .where(eq(sessions.userId, me.id));
    expect(await errorOf(await remove())).toEqual([403, "confirmation_needed"]);
    expect((await me.send("GET", "/api/auth/me")).status).toBe(200);
  });

  test("is kept while FLUX keeps a garment for it, and while the chain does not say that it does not", async () => {
    const custody = await findCustodyWallet(shop.api.deps.db, me.id);
    if (!custody) throw new Error("a buyer has an address in custody");
    shop.startMinter();
    await shop.payFor(1, custody.address);
    await eventually("the garment", async () => (await countHeld(shop.deps, custody.address)) > 0n);
    await shop.stopMinters();
    expect(await errorOf(await remove())).toEqual([409, "garments_in_custody"]);
    shop.rpc?.set([{ method: "*", act: httpStatus(502) }]);
    expect(await errorOf(await remove())).toEqual([503, "chain_unreachable"]);
    shop.rpc?.set();
    expect((await me.send("GET", "/api/auth/me")).status).toBe(200);
  });

  test("is never that of the last super admin, also when the last two go at the same moment", async () => {
    const other = await shop.newBuyer();
    const { db } = shop.api.deps;
    for (const { id } of [me, other])
      await db.update(users).set({ role: "super_admin" }).where(eq(users.id, id));
    const answers = await Promise.all([remove(), remove(other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await db.update(users).set({ role: "customer" }).where(eq(users.role, "super_admin"));
  });

  test("is deleted once by a double click", async () => {
    const answers = await Promise.all([remove(), remove()]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    const { db } = shop.api.deps;
    const acts = await db.select().from(audit).where(eq(audit.actor, me.id));
    expect(acts.filter(({ act }) => act === "account_deleted")).toHaveLength(1);
  });
});
