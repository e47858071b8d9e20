import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPerson, openBrowser } from "../harness/browser.ts";
import { type Platform, startPlatform } from "../harness/platform.ts";
import { startSlowNetwork } from "../harness/slow-network.ts";

let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

test("what is chosen is in the address: reload keeps it, back undoes it, and the way back from a product leads to it", async () => {
  const { page, errors } = await open("/products");
  await page.getByRole("radio", { name: "Hoodies" }).check();
  await counts(page, "2 products.");
  await page.getByRole("radio", { name: "Void" }).check();
  await counts(page, "One product.");
  expect(queryOf(page)).toEqual({ category: "hoodies", color: "Void" });
  await page.reload();
  await counts(page, "One product.");
  await page.getByRole("link", { name: "Glitch Hoodie" }).click();
  await page.waitForURL("**/products/glitch-hoodie?color=Void");
  await page.goBack();
  await counts(page, "One product.");
  await page.goBack();
  await counts(page, "2 products.");
  expect(await page.getByRole("radio", { name: "Void" }).isChecked()).toBe(false);
  await page.getByRole("link", { name: "Clear all" }).click();
  await counts(page, "9 products.");
  expect(queryOf(page)).toEqual({});
  expect(errors).toEqual([]);
});

test("with answers after 0.3, 1.6, 3 and 8 seconds what stands in the end is what was typed last, and nothing typed is lost", async () => {
  await Promise.all(
    [300, 1_600, 3_000, 8_000].map(async (delayMs) => {
      const network = await startSlowNetwork();
      const { page } = await open("/products", { server: network.url });
      network.answerAfter(delayMs);
      const field = page.getByRole("searchbox");
      await field.pressSequentially("beanie", { delay: 60 });
      await page.waitForURL("**/products?q=beanie");
      await field.fill("gltich");
      await counts(page, "2 products.");
      expect(await names(page)).toEqual(expect.arrayContaining(["Glitch Hoodie", "Glitch Socks"]));
      expect(await field.inputValue()).toBe("gltich");
      expect(await field.evaluate((one) => one.matches(":focus"))).toBe(true);
      network.answerAfter(0);
      await network.close();
    }),
  );
});

test("a network that goes for a moment takes nothing away: the page says so, and catches up by itself", async () => {
  const network = await startSlowNetwork();
  const { page } = await open("/products", { server: network.url });
  await page.evaluate(() => Object.assign(globalThis, { stands: true }));
  await network.goAway();
  await page.getByRole("searchbox").fill("socks");
  await page.getByText("No answer just now").waitFor();
  expect(await names(page)).toHaveLength(9);
  await network.comeBack();
  await counts(page, "One product.");
  await page.getByText("No answer just now").waitFor({ state: "detached" });
  expect(await page.evaluate(() => "stands" in globalThis)).toBe(true);
  expect(await page.getByRole("searchbox").inputValue()).toBe("socks");
  await network.close();
});

test("without JavaScript the same form filters, and more is shown by a link", async () => {
  const { page } = await open("/products?shown=4", undefined, false);
  expect(await names(page)).toHaveLength(4);
  await page.getByRole("link", { name: /^Show more/ }).click();
  await page.waitForURL("**/products?shown=28#product-5");
  expect(await names(page)).toHaveLength(9);
  await page.getByRole("radio", { name: "Hoodies" }).check();
  await page.getByLabel("Up to").fill("५,०००");
  await page.getByRole("button", { name: /^Show / }).click();
  await counts(page, "One product.");
  expect(await names(page)).toEqual(["Glitch Hoodie"]);
});

/** A desk, where all of the filter is seen; with a network of its own where one is given. */
async function open(path: string, proxy?: { server: string }, javaScriptEnabled = true) {
  const viewport = { width: 1280, height: 900 };
  const options = { viewport, javaScriptEnabled, ...(proxy ? { proxy } : {}) };
  const person = await newPerson(browser, platform.status().urls.web, options);
  await person.page.goto(path);
  return person;
}

async function counts(page: Page, words: string) {
  await page.locator("[data-count]", { hasText: words }).waitFor();
}

function names(page: Page): Promise<string[]> {
  return page.locator("article h2").allTextContents();
}

function queryOf(page: Page) {
  return Object.fromEntries(new URL(page.url()).searchParams);
}
