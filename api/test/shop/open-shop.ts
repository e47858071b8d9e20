import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { startRazorpay } from "@flux/sandbox/razorpay";
import { createAdaptorServer } from "@hono/node-server";
import { v7 as uuidv7 } from "uuid";
import { publicId } from "../../src/http/public-id.ts";
import { openAccount } from "../../src/modules/auth/open-account.ts";
import { openSession } from "../../src/modules/auth/open-session.ts";
import { orderSchema } from "../../src/modules/orders/schema.ts";
import { products, productVariants } from "../../src/modules/products/tables.ts";
import { batches, garments } from "../../src/modules/stock/tables.ts";
import { workJobs } from "../../src/worker/work-jobs.ts";
import { startApi, type TestApi } from "../start-api.ts";

/** The API with a Razorpay beside it that can reach its webhook; `work` also runs the background jobs. */
export async function openShop({
  work = true,
  settings = {},
}: {
  work?: boolean;
  settings?: Record<string, string>;
} = {}) {
  // It listens before the API is made: a port that was only chosen could be another's by then.
  let api: TestApi;
  const server = createAdaptorServer({ fetch: (request) => api.app.fetch(request) });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const keys = { keyId: "rzp_test_key", keySecret: "secret", webhookSecret: "webhook-secret" };
  const webhookUrl = `http://127.0.0.1:${port}/api/webhooks/razorpay`;
  const razorpay = await startRazorpay({ port: 0, ...keys, webhookUrl, webhookRetryMs: [50] });
  api = await startApi({ RAZORPAY_API_URL: razorpay.url, ...settings });
  const jobs = work ? await workJobs(api.deps) : undefined;
  let batch = 0;

  return {
    api,
    razorpay,
    keys,
    /** Stocks a new product, with a variant for every count in `pieces`. */
    stock: (pieces: number[], pricePaise?: number) => stock(api, ++batch, pieces, pricePaise),
    newBuyer: (options?: { password?: string }) => newBuyer(api, options),
    /** Tells Razorpay what is to go wrong next. */
    fault: (...next: object[]) => putJson(`${razorpay.url}/faults`, { next }),
    /** Pays at Razorpay as a script. Its webhooks follow. */
    pay: (providerOrderId: string, outcome: "captured" | "failed" = "captured") =>
      postJson<Paid>(`${razorpay.url}/sandbox/pay`, { order_id: providerOrderId, outcome }),
    async close() {
      await jobs?.stop();
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await razorpay.close();
      await api.close();
    },
  };
}
export type Shop = Awaited<ReturnType<typeof openShop>>;
type Paid = { razorpay_payment_id: string; razorpay_order_id: string; razorpay_signature: string };

async function stock({ deps: { db } }: TestApi, batchId: number, pieces: number[], pricePaise = 499_900) {
  const slug = `test-${batchId}`;
  const [product] = await db
    .insert(products)
    .values({
      slug,
      name: `Test Piece ${batchId}`,
      category: "hoodies",
      tagline: "For tests.",
      description: "Nobody wears it.",
      details: { material: "Cotton", care: [], fit: "Any", chip: "Hem" },
      images: [
        {
          view: "front",
          alt: "A test piece",
          sources: [480, 1200].map((width) => ({
            src: `https://pictures.test/${slug}/${width}.webp`,
            width,
          })),
        },
      ],
      pricePaise,
      hsn: "6110",
      weightGrams: 600,
      position: batchId,
    })
    .returning();
  if (!product) throw new Error("no product");
  const variants = await db
    .insert(productVariants)
    .values(
      pieces.map((_, i) => ({
        productId: product.id,
        sku: `T${batchId}-${i}`,
        size: ["S", "M", "L"][i] ?? `S${i}`,
        color: "Graphite",
        colorHex: "#2a2740",
        position: i,
      })),
    )
    .returning({ id: productVariants.id });
  const cap = Math.max(
    1,
    pieces.reduce((sum, count) => sum + count, 0),
  );
  await db.insert(batches).values({ id: batchId, productId: product.id, cap, uri: "ipfs://test/" });
  let serial = 0;
  const rows = pieces.flatMap((count, i) =>
    Array.from({ length: count }, () => ({
      batchId,
      serial: ++serial,
      variantId: variants[i]?.id ?? "",
      tagHash: randomHex(32),
      chipAddress: randomHex(20),
    })),
  );
  if (rows.length > 0) await db.insert(garments).values(rows);
  return {
    slug,
    batchId,
    productId: product.id,
    pricePaise,
    variantIds: variants.map((variant) => variant.id),
  };
}

/** A signed-in person with an address in custody; without the slow hash of a password unless one is given. */
async function newBuyer({ deps, app }: TestApi, { password }: { password?: string } = {}) {
  const email = `buyer-${uuidv7()}@flux.test`;
  const passwordHash = password === undefined ? "none" : await deps.auth.hashPassword(password);
  const user = await deps.db.transaction((tx) =>
    openAccount(deps, tx, { email, name: "Aarav", passwordHash }),
  );
  const client = { ip: "127.0.0.1", userAgent: "" };
  const authorization = `Bearer ${await openSession(deps, deps.db, { userId: user.id, client })}`;
  return {
    ...user,
    email,
    send: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      app.request(path, {
        method,
        headers: {
          authorization,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    sendBytes: (method: string, path: string, body: Uint8Array, type: string) => {
      const headers = { authorization, "content-type": type, "content-length": `${body.length}` };
      return app.request(path, { method, headers, body: new Uint8Array(body) });
    },
  };
}
export type Buyer = Awaited<ReturnType<typeof newBuyer>>;

export const address = {
  fullName: "Aarav Mehta",
  phone: "+919876543210",
  line1: "14, Hill Road",
  city: "Mumbai",
  state: "Maharashtra",
  postalCode: "400050",
  country: "IN",
};

function randomHex(bytes: number): `0x${string}` {
  return `0x${randomBytes(bytes).toString("hex")}`;
}

async function postJson<T>(url: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

async function putJson(url: string, body: unknown) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "PUT", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Puts pieces of a variant into a buyer's cart and orders them. Returns the order's DTO. */
export async function placeOrderOf(buyer: Buyer, variantId: string, quantity = 1) {
  await buyer.send("POST", "/api/cart/add", { variantId: publicId("var", variantId), quantity });
  return orderIn(await buyer.send("POST", "/api/orders", { address }));
}

/** An order in an answer, held against its schema. */
export async function orderIn(answer: Response) {
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${body}`);
  return orderSchema.strict().parse(JSON.parse(body));
}

/** Asks again, as a client does that is told its first request is still at work: on a busy machine that takes long. */
export async function untilAnswered(ask: () => Promise<Response> | Response): Promise<Response> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 409) return answer;
    const { error } = (await answer.clone().json()) as { error: { code: string } };
    if (error.code !== "request_in_progress") return answer;
  }
}
