import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { onTestFailed, onTestFinished } from "vitest";
import { findBrowser } from "../../scripts/flux/browser.ts";
import { home } from "../../scripts/flux/home.ts";

export type Person = { page: Page; errors: string[] };

export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await findBrowser());
}

/** A phone of somebody who never was here. `errors` collects what the pages complain about. */
export async function newPerson(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ baseURL: origin, viewport, ...options });
  // What ends a wait that hangs; a page may take long on a machine that is busy with something else.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.location().url}: ${message.text()}`);
  });
  onTestFailed(async ({ task }) => {
    const folder = join(home, "run", "screenshots");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${task.name.replaceAll(/\W+/g, "-").slice(0, 80)}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => {});
    console.error(`${page.url()}, as it looked: ${path}`);
  });
  onTestFinished(() => context.close());
  return { page, errors };
}
