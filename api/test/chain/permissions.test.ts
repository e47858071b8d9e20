import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import type { Address } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../../src/caller.ts";
import { publicId } from "../../src/http/public-id.ts";
import { openSession } from "../../src/modules/auth/open-session.ts";
import { sessions } from "../../src/modules/auth/tables.ts";
import { makeApiKey } from "../../src/modules/keys/make-api-key.ts";
import { users } from "../../src/modules/users/tables.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { type Permission, permissions, type Scope, scopes } from "../../src/permissions.ts";
import { placeOrderOf } from "../shop/open-shop.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";

/** The matrix once more, in words: an operation that stands in no line, or in another, fails. */
const matrix: Record<Permission, string> = {
  shop: `getHealth getReadiness registerAccount resendVerification getSignUpState verifyEmail signIn signOut
    issueSiweNonce signInWithWallet getJwks forgotPassword resetPassword passSecondFactor listProducts searchProducts listCategory listFacets getProduct getAvailability listReviews
    getCart addToCart updateCart removeFromCart clearCart acceptPaymentCallback receiveRazorpayWebhook openTapChallenge
    verifyTap verifyOwnership getDigitalTwin listDesigns getVoteResults getUpload stopSending
    openUnsubscribe endNotifications`,
  account: `getMe linkWallet unlinkWallet refreshSession listSessions endOtherSessions endSession changePassword
    confirmSession mailConfirmationCode askForEmail addEmail askForPhone getAskedPhone provePhone getSecondFactor offerSecondFactor turnOffSecondFactor
    turnOnSecondFactor renewRecoveryCodes getProfile updateProfile addAddress changeAddress removeAddress getWishlist
    addWish removeWish exportData deleteAccount placeOrder listOrders getOrder startPayment cancelOrder getInvoice getCreditNote listGarments sendGarment
    writeReview getOrderReviews editReview deleteReview addReviewPicture removeReviewPicture listMyReviews voteHelpful
    takeBackVote reportReview
    getSending setAvatar sendAvatar removeAvatar
    withdrawGarments listDepartures stopGarment
    getNotifications chooseNotifications`,
  vote: "castVote",
  "people:read": "listPeople exportPeople getPerson",
  "people:write": "blockPerson unblockPerson notePerson signOutPerson",
  "products:write": "createProduct changeProduct removeProduct",
  "audit:read": "listAudit",
  "reviews:write": "listAllReviews judgeReview replyToReview",
  "keys:write": "listApiKeys makeApiKey revokeApiKey",
  "roles:write": "takeOffSecondFactor changeRole",
};

const callers = [
  "anonymous",
  "unverified",
  "waiting",
  "blocked",
  "customer",
  "tribe",
  "admin",
  "super_admin",
] as const;
type Caller = (typeof callers)[number];

/** What is refused, and how, by the line's first word: the brief's matrix. */
const refused: Record<(typeof permissions)[Permission]["from"], Partial<Record<Caller, string>>> = {
  anyone: {},
  customer: { anonymous: "401", unverified: "401", waiting: "401", blocked: "401" },
  tribe_member: {
    ...{ anonymous: "401", unverified: "401", waiting: "401", blocked: "401" },
    ...{ customer: "403 tribe_only", admin: "403 tribe_only", super_admin: "403 tribe_only" },
  },
  admin: {
    ...{ anonymous: "401", unverified: "401", waiting: "401", blocked: "401" },
    ...{ customer: "403 not_allowed", tribe: "403 not_allowed" },
  },
  super_admin: {
    ...{ anonymous: "401", unverified: "401", waiting: "401", blocked: "401" },
    ...{ customer: "403 not_allowed", tribe: "403 not_allowed", admin: "403 not_allowed" },
  },
};

type Operation = {
  operationId: string;
  "x-permission": Permission;
  parameters?: { name: string; in: string; schema: { example?: string } }[];
};
type Document = { paths: Record<string, Record<string, Operation>> };
const document: Document = JSON.parse(readFileSync(new URL("../../openapi.json", import.meta.url), "utf8"));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    id: operation.operationId,
    may: operation["x-permission"],
    parameters: operation.parameters ?? [],
  })),
);

let shop: ChainedShop;
let holder: { id: string };
beforeAll(async () => {
  shop = await openChainedShop({ indexed: true });
  const buyer = await shop.newBuyer();
  const wallet = await findCustodyWallet(shop.deps.db, buyer.id);
  await shop.payFor(1, wallet?.address as Address);
  const minter = shop.startMinter();
  await eventually("the garment", () => shop.deps.isTribe(buyer.id));
  await minter.stop();
  holder = buyer;
});
afterAll(() => shop?.close());

/** A new session of a caller of this kind, as headers: what the last request did to the one before is of no matter. */
async function signIn(caller: Caller): Promise<Record<string, string>> {
  const { deps, api } = shop;
  if (caller === "anonymous") return {};
  if (caller === "unverified") {
    const email = `new-${crypto.randomUUID()}@flux.test`;
    const answer = await api.post("/api/auth/register", {
      email,
      password: "four-words-are-better",
      name: "New",
    });
    return { cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
  }
  const { id: userId } = caller === "tribe" ? holder : await shop.newBuyer();
  const token = await openSession(deps, deps.db, {
    userId,
    waits: caller === "waiting",
    client: { ip: "127.0.0.1", userAgent: "" },
  });
  if (caller === "blocked")
    await deps.db.update(users).set({ blockedAt: new Date() }).where(eq(users.id, userId));
  if (caller === "admin" || caller === "super_admin") await giveRole(userId, caller);
  return { authorization: `Bearer ${token}` };
}

async function giveRole(userId: string, role: Role) {
  await shop.deps.db.update(users).set({ role }).where(eq(users.id, userId));
  await shop.deps.db.update(sessions).set({ secondFactorAt: new Date() }).where(eq(sessions.userId, userId));
}

async function keyOf(scope: Scope): Promise<Record<string, string>> {
  const { id } = await shop.newBuyer();
  await giveRole(id, "super_admin");
  const user = { id, email: null, emailVerified: false, name: "", role: "super_admin" as const };
  const { secret } = await makeApiKey(shop.deps, { user, name: "x", scopes: [scope], days: 1 });
  return { authorization: `Bearer ${secret}` };
}

/** Asks an operation with ids that nobody has and no body: what it answers to who is let in is not looked at. */
async function ask(
  { method, path, parameters }: (typeof operations)[number],
  headers: Record<string, string>,
) {
  const given = path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const example = parameters.find((one) => one.in === "path" && one.name === name)?.schema.example;
    return example === undefined ? "1" : String(example);
  });
  const answer = await shop.api.app.request(given, { method, headers });
  const text = await answer.text();
  const code = text.startsWith('{"error"') ? (JSON.parse(text).error.code as string) : "";
  const atTheDoor = ["not_signed_in", "not_allowed", "tribe_only", "second_factor_needed"];
  if (!atTheDoor.includes(code)) return "let in";
  return code === "not_signed_in" ? "401" : `${answer.status} ${code}`;
}

test("every operation of the document stands in exactly one line of the matrix", () => {
  const written = Object.entries(matrix).flatMap(([may, ids]) =>
    ids.split(/\s+/).map((id) => `${id} ${may}`),
  );
  expect(operations.map(({ id, may }) => `${id} ${may}`).sort()).toEqual(written.sort());
});

describe("who may do what", () => {
  test.each(callers)("%s: let in where the matrix says so, and refused everywhere else", async (caller) => {
    for (const operation of operations) {
      const { id, may } = operation;
      // It answers the same to who has no session and to who has one that waits for nothing.
      if (id === "passSecondFactor") continue;
      const expected = refused[permissions[may].from][caller] ?? "let in";
      expect(`${id}: ${await ask(operation, await signIn(caller))}`).toBe(`${id}: ${expected}`);
    }
  });

  test.each(scopes)(
    "an API key with %s alone does that, and nothing else that asks who it is",
    async (scope) => {
      const key = await keyOf(scope);
      for (const operation of operations) {
        const { id, may } = operation;
        if (permissions[may].from === "anyone") continue;
        const ofPeople = may === "account" || may === "vote";
        const expected = may === scope ? "let in" : ofPeople ? "401" : "403 not_allowed";
        expect(`${id}: ${await ask(operation, key)}`).toBe(`${id}: ${expected}`);
      }
    },
  );

  test("an admin whose session has not shown a second factor is refused everywhere in the house", async () => {
    for (const role of ["admin", "super_admin"] as const) {
      const { id: userId } = await shop.newBuyer();
      const client = { ip: "127.0.0.1", userAgent: "" };
      const token = await openSession(shop.deps, shop.deps.db, { userId, client });
      await shop.deps.db.update(users).set({ role }).where(eq(users.id, userId));
      for (const operation of operations.filter(({ path }) => path.startsWith("/api/admin"))) {
        const expected =
          role === "admin" && operation.may === "roles:write"
            ? "403 not_allowed"
            : "403 second_factor_needed";
        const said = await ask(operation, { authorization: `Bearer ${token}` });
        expect(`${operation.id}: ${said}`).toBe(`${operation.id}: ${expected}`);
      }
    }
  });

  test("somebody else's thing is a missing one, whatever is asked of it", async () => {
    const owner = await shop.newBuyer();
    const stranger = await shop.newBuyer();
    const { variantIds } = await shop.stock([2]);
    const order = await placeOrderOf(owner, variantIds[0] ?? "");
    const body = { ...order.address, line2: undefined };
    const kept = (await (await owner.send("POST", "/api/users/address", body)).json()) as { id: string };
    const listed = (await (await owner.send("GET", "/api/auth/sessions")).json()) as {
      sessions: { id: string }[];
    };
    const session = listed.sessions[0]?.id;
    const cart = await owner.send("POST", "/api/cart/add", {
      variantId: publicId("var", variantIds[0] ?? ""),
      quantity: 1,
    });
    const line = ((await cart.json()) as { items: { id: string }[] }).items[0]?.id;
    const theirs: [method: string, path: string, body?: object][] = [
      ["GET", `/api/orders/${order.id}`],
      ["POST", `/api/orders/${order.id}/payment`, {}],
      ["PUT", `/api/users/address/${kept.id}`, body],
      ["DELETE", `/api/users/address/${kept.id}`],
      ["DELETE", `/api/auth/sessions/${session}`],
      ["DELETE", `/api/cart/remove/${line}`],
      ["PUT", "/api/cart/update", { itemId: line, quantity: 2 }],
    ];
    for (const [method, path, json] of theirs) {
      const answer = await stranger.send(method, path, json);
      expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 404`);
    }
    expect((await owner.send("GET", `/api/orders/${order.id}`)).status).toBe(200);
    expect((await owner.send("GET", "/api/auth/me")).status).toBe(200);
  });
});
