import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApi, dataOf } from "../../scripts/demo/clients.ts";
import { freePort } from "../../scripts/flux/ports.ts";
import { newPerson, openBrowser } from "../harness/browser.ts";
import { type Platform, startPlatform } from "../harness/platform.ts";
import { startSlowNetwork } from "../harness/slow-network.ts";

let platform: Platform;
let browser: Browser;
/** Between the web server and the API. */
let behind: Awaited<ReturnType<typeof startSlowNetwork>>;
let buyer: { token: string; cookie: string };

beforeAll(async () => {
  const [apiPort, behindPort] = [await freePort(), await freePort()];
  behind = await startSlowNetwork({ upstream: apiPort, port: behindPort });
  [platform, browser] = await Promise.all([
    startPlatform(undefined, {
      ...{ API_PORT: String(apiPort), API_URL: behind.url },
      // One buyer has all the orders that are looked at here.
      UNPAID_ORDERS_PER_PERSON: "0",
      UNPAID_ORDERS_PER_ADDRESS: "0",
    }),
    openBrowser(),
  ]);
  buyer = await signIn();
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await behind?.close();
});

test("with answers after 0.3, 1.6, 3 and 8 seconds an order is paid by one press, and a page open beside it turns minted", async () => {
  const orders = await placeOrders(4);
  const opened: Awaited<ReturnType<typeof openOrder>>[] = [];
  for (const order of orders) opened.push(await openOrder(order));
  const pays = [300, 1_600, 3_000, 8_000].map(async (delayMs, index) => {
    const { page, onlooker, network } = opened[index]!;
    network.answerAfter(delayMs);
    await pay(page);
    await untilMinted(page);
    await untilMinted(onlooker);
    expect(await stands(onlooker)).toBe(true);
  });
  await Promise.all(pays);
  // Eight pages at once: on a machine that is busy with other things the browser alone takes minutes.
}, 360_000);

test("with an API that answers after 3 seconds an order is paid by one press, and a page open beside it turns minted", async () => {
  const [order] = await placeOrders(1);
  const { page, onlooker } = await openOrder(order!);
  behind.answerAfter(3_000);
  try {
    await pay(page);
    await untilMinted(onlooker);
    expect(await stands(onlooker)).toBe(true);
  } finally {
    behind.answerAfter(0);
  }
});

test("a network that goes for a moment takes no page away: what was open says so, comes back, and turns minted", async () => {
  const [order] = await placeOrders(1);
  const { page, onlooker, network } = await openOrder(order!);
  await network.goAway();
  await onlooker.getByText("No answer").waitFor();
  // Pressed while there is nothing: the page says so, and the same button works afterwards.
  await page.getByRole("button", { name: /^Pay ₹/ }).click();
  await page.getByRole("alert").getByText("no answer", { exact: false }).waitFor();
  expect([await stands(page), await stands(onlooker)]).toEqual([true, true]);
  await network.comeBack();
  await pay(page);
  await untilMinted(onlooker);
  await onlooker.getByText("No answer").waitFor({ state: "detached" });
  expect(await stands(onlooker)).toBe(true);
});

test("somebody who is signed out while a page is open keeps the page, and finds the way back to it", async () => {
  const [order] = await placeOrders(1);
  const { page } = await openOrder(order!);
  await page.context().clearCookies();
  const back = page.getByRole("link", { name: "Sign in to see how it goes on" });
  expect(await back.getAttribute("href")).toBe(`/sign-in?next=${encodeURIComponent(`/orders/${order}`)}`);
  await page.getByRole("button", { name: /^Pay ₹/ }).click();
  await page.waitForURL("**/sign-in?next=**");
});

test("the API hears who asks from the web server, and nothing that the client says of itself", async () => {
  const { web } = platform.status().urls;
  const headers = { "x-forwarded-for": "203.0.113.7" };
  await fetch(`${web}/products`, { headers });
  await fetch(`${web}/api/products`, { headers });
  for (const path of ["/api/cart", "/api/products"])
    expect(behind.heard(path)["x-forwarded-for"], path).toMatch(/^(127\.0\.0\.1|::1)$/);
});

test("while nothing listens at the API's address, the web server says so in the API's own shape", async () => {
  const { web } = platform.status().urls;
  await behind.goAway();
  const answer = await fetch(`${web}/api/products`);
  await behind.comeBack();
  expect(answer.status).toBe(503);
  const { error } = (await answer.json()) as { error: Record<string, string> };
  expect(error).toMatchObject({ code: "unavailable", requestId: answer.headers.get("x-request-id") });
  expect((await fetch(`${web}/api/products`)).status).toBe(200);
});

/** The payment page is reached with one press (two in a hurry are one), and the money is given there. */
async function pay(page: Page) {
  await page.getByRole("button", { name: /^Pay ₹/ }).dblclick();
  await page.getByText("Sandbox: no money moves.").waitFor();
  await page.getByRole("button", { name: /^Pay ₹/ }).click();
  await page.waitForURL("**/orders/**");
}

async function untilMinted(page: Page) {
  await page
    .locator("[data-testid=mint-state][data-state=mined], [data-testid=mint-state][data-state=final]")
    .waitFor();
  await page.getByTestId("order-title").getByText("Minted").waitFor();
}

/** Two pages of one person, on a network of their own; both are marked, so that a page that was replaced is noticed. */
async function openOrder(id: string) {
  const network = await startSlowNetwork();
  const { web } = platform.status().urls;
  const { page } = await newPerson(browser, web, { proxy: { server: network.url } });
  page.context().setDefaultTimeout(120_000);
  await page.context().addCookies([{ name: "flux-session", value: buyer.cookie, url: web }]);
  const onlooker = await page.context().newPage();
  for (const open of [page, onlooker]) {
    await open.goto(`/orders/${id}`, { waitUntil: "domcontentloaded" });
    await open.evaluate(() => Object.assign(globalThis, { stands: true }));
  }
  return { page, onlooker, network };
}

function stands(page: Page): Promise<boolean> {
  return page.evaluate(() => "stands" in globalThis);
}

async function signIn() {
  const { data, response, error } = await createApi(platform.status()).POST("/api/auth/login", {
    body: platform.status().demo.buyer!,
  });
  const cookie = /flux-session=([^;]+)/.exec(response.headers.get("set-cookie") ?? "")?.[1] ?? "";
  return { token: dataOf({ data, error, response }).token, cookie };
}

async function placeOrders(count: number): Promise<string[]> {
  const api = createApi(platform.status(), buyer.token);
  const product = dataOf(
    await api.GET("/api/products/{slug}", { params: { path: { slug: "glitch-hoodie" } } }),
  );
  const variantId = product.variants.find(({ left }) => left >= count)!.id;
  const ids: string[] = [];
  while (ids.length < count) {
    dataOf(await api.POST("/api/cart/add", { body: { variantId, quantity: 1 } }));
    const body = { address, paymentMethod: "razorpay" } as const;
    ids.push(dataOf(await api.POST("/api/orders", { body, params: {} })).id);
  }
  return ids;
}

const address = {
  fullName: "Asha Rao",
  phone: "+919876543210",
  line1: "14, Hill Road",
  city: "Mumbai",
  state: "Maharashtra",
  postalCode: "400050",
  country: "IN",
} as const;
