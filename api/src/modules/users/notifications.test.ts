import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { holdStill, waitingFor } from "../../../test/hold-still.ts";
import { type Buyer, openShop, type Shop } from "../../../test/shop/open-shop.ts";
import { audit } from "../../audit/tables.ts";
import { publicId } from "../../http/public-id.ts";
import { forgetPerson } from "./forget-person.ts";
import { mayTell } from "./may-tell.ts";
import { notificationsSchema, unsubscribedSchema, wishlistSchema } from "./schema.ts";
import { notificationChoices, users, wishes } from "./tables.ts";
import { tellOfStock } from "./tell-of-stock.ts";

let shop: Shop;
let me: Buyer;
let stranger: Buyer;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
beforeEach(async () => {
  [me, stranger] = await Promise.all([shop.newBuyer(), shop.newBuyer()]);
});
afterAll(() => shop?.close());

const path = "/api/users/notifications";
const off = { drops: false, restocks: false, reviews: false };
const choicesIn = async (answer: Response) => notificationsSchema.strict().parse(await answer.json()).choices;
const chosen = async (of = me) => choicesIn(await of.send("GET", path));
const choose = (body: object, by = me) => by.send("PUT", path, body);

/** Asks to be told of a product that has a free piece; says which. */
async function ask() {
  const { productId, slug } = await shop.stock([1]);
  await me.send("POST", "/api/users/wishlist", { productId: publicId("prd", productId), tell: true });
  return slug;
}
async function told() {
  await tellOfStock.run(shop.api.deps, {});
  return shop.api.mailsTo(me.email);
}
async function isAsked() {
  const { items } = wishlistSchema.strict().parse(await (await me.send("GET", "/api/users/wishlist")).json());
  return items.map(({ tell }) => tell);
}
/** The address that a mail program finds in the newest mail, below the API's origin. */
async function oneClick() {
  await ask();
  const [mail] = await told();
  const { origin, pathname, search, searchParams } = new URL(mail?.oneClickUrl ?? "");
  const token = searchParams.get("token") ?? "";
  return { origin, path: pathname + search, token, page: `/unsubscribe?token=${token}`, mail };
}
/** As RFC 8058 has it: a form, from a server of somebody else's, without a session. */
const click = (to: string) =>
  shop.api.app.request(to, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://mail.test" },
    body: "List-Unsubscribe=One-Click",
  });

describe("what somebody is told of", () => {
  test("is nothing until they choose it, beside what always comes", async () => {
    const answer = await me.send("GET", path);
    expect(await answer.json()).toEqual({ choices: off, always: ["orders", "money", "security"] });
    expect(await shop.api.deps.db.transaction((tx) => mayTell(tx, me.id, "drops"))).toBeNull();
  });

  test("changes in what is named, stays the same when said twice, and is its person's alone", async () => {
    expect(await choicesIn(await choose({ drops: true }))).toEqual({ ...off, drops: true });
    expect(await choicesIn(await choose({ reviews: true }))).toEqual({ ...off, drops: true, reviews: true });
    await choose({ drops: false });
    expect(await choicesIn(await choose({ drops: false }))).toEqual({ ...off, reviews: true });
    expect(await chosen(stranger)).toEqual(off);
  });

  test("is written down each time that it changes, and where it was said", async () => {
    await choose({ drops: true });
    await choose({ drops: true });
    await choose({ drops: false });
    const { db } = shop.api.deps;
    const rows = await db
      .select({ act: audit.act, details: audit.details })
      .from(audit)
      .where(eq(audit.actor, me.id));
    expect(rows.filter(({ act }) => act === "notification_chosen").map(({ details }) => details)).toEqual([
      { kind: "drops", wanted: true, by: "page" },
      { kind: "drops", wanted: false, by: "page" },
    ]);
  });

  test.each([
    ["what always comes", { security: false }],
    ["what there is not", { everything: true }],
    ["what is no yes or no", { drops: "yes" }],
  ])("takes no word about %s", async (_, body) => {
    expect(await errorOf(await choose(body))).toEqual([400, "invalid_input"]);
  });

  test.each(["GET", "PUT"])("%s is for who is signed in", async (method) => {
    const init = method === "GET" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
    const answer = await shop.api.app.request(path, { method, ...init });
    expect(await errorOf(answer)).toEqual([401, "not_signed_in"]);
  });
});

describe("a choice", () => {
  test("of one kind is nothing of another kind", async () => {
    await choose({ drops: true });
    const { db } = shop.api.deps;
    expect(await db.transaction((tx) => mayTell(tx, me.id, "drops"))).toEqual(expect.any(String));
    expect(await db.transaction((tx) => mayTell(tx, me.id, "reviews"))).toBeNull();
  });

  test("is not kept once its account is deleted", async () => {
    const { db } = shop.api.deps;
    const deleting = await holdStill(db, (tx) => forgetPerson(shop.api.deps, tx, me.id));
    const choosing = choose({ drops: true });
    expect(await waitingFor(db, 1, choosing)).toBe("waits");
    await deleting.end("commit");
    await choosing;
    expect(await db.$count(notificationChoices, eq(notificationChoices.userId, me.id))).toBe(0);
  });
});

describe("mails about a wish", () => {
  test("are chosen by asking, come no more once turned off, and come again once turned on", async () => {
    await ask();
    expect(await chosen()).toEqual({ ...off, restocks: true });
    await choose({ restocks: false });
    expect(await isAsked()).toEqual([false]);
    expect(await shop.api.deps.db.transaction((tx) => mayTell(tx, me.id, "restocks"))).toBeNull();
    expect(await told()).toEqual([]);
    await choose({ restocks: true });
    expect(await isAsked()).toEqual([true]);
    expect(await told()).toHaveLength(1);
  });

  test("go to nobody who is blocked, and the asking stays", async () => {
    await ask();
    const block = (blockedAt: Date | null) =>
      shop.api.deps.db.update(users).set({ blockedAt }).where(eq(users.id, me.id));
    await block(new Date());
    expect(await shop.api.deps.db.transaction((tx) => mayTell(tx, me.id, "restocks"))).toBeNull();
    expect(await told()).toEqual([]);
    await block(null);
    expect(await told()).toHaveLength(1);
  });

  test("that may not be sent, however many, keep nobody waiting", async () => {
    const { db } = shop.api.deps;
    const { productId } = await shop.stock([1]);
    const people = await db
      .insert(users)
      .values(Array.from({ length: 500 }, () => ({ name: "Asked before" })))
      .returning({ userId: users.id });
    await db
      .insert(notificationChoices)
      .values(people.map((one) => ({ ...one, kind: "restocks" as const, wanted: false })));
    await db.insert(wishes).values(people.map((one) => ({ ...one, productId, tell: true })));
    await me.send("POST", "/api/users/wishlist", { productId: publicId("prd", productId), tell: true });
    expect(await told()).toHaveLength(1);
  });

  test("that are just being written hold the choice: once it was taken back, none is queued any more", async () => {
    await ask();
    const { db } = shop.api.deps;
    const mine = eq(notificationChoices.userId, me.id);
    const mailing = await holdStill(db, (tx) => mayTell(tx, me.id, "restocks"));
    const takenBack = choose({ restocks: false });
    expect(await waitingFor(db, 1, takenBack)).toBe("waits");
    await mailing.end("commit");
    expect((await takenBack).status).toBe(200);
    const [row] = await db.select().from(notificationChoices).where(mine);
    expect(row?.wanted).toBe(false);
  });
});

describe("the way out in such a mail", () => {
  test("stands in its words, and in its headers for a mail program, both at our own site", async () => {
    const { origin, page, mail } = await oneClick();
    expect(origin).toBe(shop.api.env.WEB_URL);
    expect(mail?.text).toContain(`${shop.api.env.WEB_URL}${page}`);
    expect(mail?.html).toContain(`href="${shop.api.env.WEB_URL}${page}"`);
  });

  test("ends this kind with one click, signed in or not, and says the same again", async () => {
    await choose({ drops: true });
    const { path: to } = await oneClick();
    for (const answer of [await click(to), await click(to)]) {
      expect(answer.status).toBe(200);
      expect(unsubscribedSchema.strict().parse(await answer.json())).toEqual({ ended: "restocks" });
    }
    expect(await chosen()).toEqual({ ...off, drops: true });
  });

  test("is nobody else's: another's choices stay", async () => {
    await choose({ restocks: true }, stranger);
    await click((await oneClick()).path);
    expect(await chosen(stranger)).toEqual({ ...off, restocks: true });
  });

  test("changes nothing when it is only opened, as scanners of mail do: it leads to the page that asks", async () => {
    const { path: to, page } = await oneClick();
    const answer = await shop.api.get(to);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`${shop.api.env.WEB_URL}${page}`);
    expect(await chosen()).toMatchObject({ restocks: true });
  });

  test.each([
    ["a token that nobody has", "x".repeat(43), [404, "unsubscribe_token_invalid"]],
    ["no token", "", [400, "invalid_input"]],
    ["hostile bytes", "%00' or 1=1 --", [400, "invalid_input"]],
  ])("takes %s for nothing", async (_, token, refusal) => {
    expect(await errorOf(await click(`${path}/unsubscribe?token=${encodeURIComponent(token)}`))).toEqual(
      refusal,
    );
  });

  test("is gone with the account", async () => {
    const { path: to } = await oneClick();
    await shop.api.deps.db.transaction((tx) => forgetPerson(shop.api.deps, tx, me.id));
    expect(await errorOf(await click(to))).toEqual([404, "unsubscribe_token_invalid"]);
    const left = await shop.api.deps.db.$count(notificationChoices, eq(notificationChoices.userId, me.id));
    expect(left).toBe(0);
  });
});
