import type { Browser, Page } from "playwright-core";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeAt } from "../../api/src/modules/auth/authenticator.ts";
import { newPerson, openBrowser } from "../harness/browser.ts";
import { type Platform, startPlatform, tellWhenFailed } from "../harness/platform.ts";

type Login = { email: string; password: string };
type Asked = { nonce: string; domain: string; uri: string; chainId: number; version: "1" };

let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

tellWhenFailed(() => platform);

test("somebody with an e-mail address buys a hoodie, taps it and passes it on to a wallet", async () => {
  const { urls } = platform.status();
  const { page, errors } = await newPerson(browser, urls.web);
  const email = "asha@flux.test";
  const password = "four words are better";

  await signUp(page, { email, password });
  await page.goto(await mailedLink(urls.inbox, email));
  await page.getByRole("button", { name: "Verify my e-mail" }).click();
  await page.waitForURL("**/sign-in**");
  await signIn(page, { email, password });
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

  await buyHoodie(page, "L");

  await page.getByRole("link", { name: "See its twin" }).click();
  await page.waitForURL("**/garments/**");
  const twinUrl = page.url();
  const tokenId = twinUrl.split("/").at(-1) ?? "";
  await page.getByText("05/96").or(page.getByText(/yours/i)).first().waitFor();

  const tap = await holdPhone(urls.sandbox, tokenId);
  await page.goto(tap.url);
  expect(await page.getByTestId("verdict").textContent()).toMatch(/genuine/i);
  const copy = await forge(urls.sandbox, tap.address);
  await page.goto(copy.url);
  expect(await page.getByTestId("verdict").textContent()).not.toMatch(/genuine/i);

  const wallet = privateKeyToAccount(generatePrivateKey());
  await page.goto(twinUrl);
  await page
    .getByText(/send it to/i)
    .first()
    .click();
  await page.getByLabel("Wallet address").fill(wallet.address);
  await page.getByLabel(/I checked the address/).check();
  await page.getByRole("button", { name: "Send it" }).click();
  // The address is new to her: it waits a moment, a day in production, and she could stop it.
  await page.getByRole("heading", { name: "Waiting to leave" }).waitFor();
  await page.getByRole("button", { name: "Stop it" }).waitFor();
  await expect.poll(() => ownerOf(urls.api, tokenId)).toBe(wallet.address);

  const { page: stranger } = await newPerson(browser, urls.web);
  await stranger.goto(twinUrl);
  await stranger
    .getByText(`${wallet.address.slice(0, 6)}`)
    .first()
    .waitFor();
  await stranger.getByText("Passed on").waitFor();
  expect(errors).toEqual([]);
});

test("somebody forgets their password: the page that waits goes on by itself, and the mail leads where they were going", async () => {
  const { urls } = platform.status();
  const email = "forgets@flux.test";
  const { page: laptop, errors } = await newPerson(browser, urls.web);
  const { page: phone } = await newPerson(browser, urls.web);

  await signUp(laptop, { email, password: "four words are better" }, "/orders");
  await laptop.waitForURL("**/verify-email**");
  // The link is opened on another device, which has to choose the password anew.
  await phone.goto(await mailedLink(urls.inbox, email));
  await phone.getByRole("button", { name: "Verify my e-mail" }).click();
  await phone.getByLabel("Choose your password").fill("four words are better");
  await phone.getByRole("button", { name: "Verify my e-mail" }).click();
  await phone.waitForURL("**/sign-in?verified=1&next=%2Forders");
  await laptop.waitForURL("**/sign-in?verified=1&next=%2Forders");
  await signIn(laptop, { email, password: "four words are better" });
  await laptop.waitForURL("**/orders");

  await phone.getByRole("link", { name: "Forgot your password?" }).click();
  await phone.waitForURL("**/forgot-password**");
  await phone.getByLabel("E-mail").fill(email);
  await phone.getByRole("button", { name: "Mail me a link" }).click();
  await phone.waitForURL("**sent=**");
  await phone.goto(await mailedLink(urls.inbox, email, "Set a new password"));
  await phone.getByLabel("New password").fill("another four words");
  await phone.getByRole("button", { name: "Set my password" }).click();
  await phone.waitForURL("**/sign-in?reset=1&next=%2Forders");
  await signIn(phone, { email, password: "another four words" });
  await phone.waitForURL("**/orders");

  await laptop.goto("/account/security");
  await laptop.waitForURL("**/sign-in?next=%2Faccount%2Fsecurity");
  await phone.goto("/account/security");
  await phone.getByText("This browser").waitFor();
  await phone.getByLabel("Present password").fill("another four words");
  await phone.getByLabel("New password").fill("Password123!");
  await phone.getByRole("button", { name: "Change my password" }).click();
  await phone.getByText("none of the passwords that everybody tries first").first().waitFor();
  expect(errors).toEqual([]);
});

test("somebody makes the account theirs, with a picture, a proven number and what they want to hear, and carries all away", async () => {
  const { urls } = platform.status();
  const { page, errors } = await newPerson(browser, urls.web);
  const login = { email: "leaves@flux.test", password: "four words are better" };
  await signUp(page, login, "/account/profile");
  await page.goto(await mailedLink(urls.inbox, login.email));
  await page.getByRole("button", { name: "Verify my e-mail" }).click();
  await page.waitForURL("**/sign-in**");
  await signIn(page, login);
  await page.waitForURL("**/account/profile");

  const picture = await page.screenshot({ type: "png" });
  const file = { name: "me.png", mimeType: "image/png", buffer: picture };
  await page.getByLabel("Choose a picture").setInputFiles(file);
  await page.getByRole("button", { name: "Show this picture" }).click();
  await page.getByText("Your picture is shown.").waitFor();

  await page.getByLabel("Mobile number").fill("98765 00001");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByText("Six digits are on their way to").waitFor();
  await page.getByLabel("Code from the SMS").fill(await textedCode(urls.sandbox, "+919876500001"));
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("Your number is proven.").waitFor();

  await page.goto("/account/notifications");
  await page.getByLabel("New drops").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  expect(await page.getByLabel("New drops").isChecked()).toBe(true);
  expect(await page.getByLabel("Back in stock").isChecked()).toBe(false);

  await page.goto("/account/leave");
  await page.getByText("We keep nothing of yours").waitFor();
  await buyHoodie(page, "M");
  const wallet = privateKeyToAccount(generatePrivateKey());
  await page.goto("/account/leave");
  await page.getByRole("heading", { name: "First link a wallet of yours" }).waitFor();
  await linkWallet(page, wallet);
  await page.reload();
  await page.getByLabel(/This wallet is mine/).check();
  await page.getByRole("button", { name: "Take them with me" }).click();
  await page.getByText("All of them have arrived.").waitFor();
  await page.getByText("We keep nothing of yours").waitFor();
  await page.goto("/garments");
  await page.getByText("Glitch Hoodie").first().waitFor();
  expect(errors).toEqual([]);
});

test("the house opens to an admin with an authenticator app alone, also without scripts, and blocks who is to be out", async () => {
  const { urls } = platform.status();
  const admin = { email: "admin@flux.test", password: "flux-demo-admin" };
  const { page, errors } = await newPerson(browser, urls.web);
  const { page: buyer } = await newPerson(browser, urls.web);
  await buyer.goto("/sign-in?next=/orders");
  await signIn(buyer, { email: "buyer@flux.test", password: "flux-demo-buyer" });
  await buyer.waitForURL("**/orders");

  await page.goto("/sign-in?next=/admin");
  await signIn(page, admin);
  await page.getByText("The house asks for a second factor.").waitFor();
  await page.getByRole("link", { name: "Set it up" }).click();
  const secret = ((await page.locator("p.font-mono").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code from the app").fill(codeAt(secret, new Date()));
  await page.getByRole("button", { name: "Turn it on" }).click();
  const codes = page.locator("ol li");
  await codes.first().waitFor();
  const [recoveryCode = ""] = await codes.allInnerTexts();

  const { page: plain } = await newPerson(browser, urls.web, { javaScriptEnabled: false });
  await plain.goto("/sign-in?next=/admin/people");
  await signIn(plain, admin);
  await plain.getByText("The app is lost?").click();
  await plain.getByLabel("Recovery code").fill("wrong-wrong");
  await plain.getByRole("button", { name: "Sign in with it" }).click();
  await plain.getByText("none of your recovery codes").first().waitFor();
  await plain.getByLabel("Recovery code").fill(recoveryCode);
  await plain.getByRole("button", { name: "Sign in with it" }).click();
  await plain.getByRole("link", { name: "Bela Buyer" }).click();
  await plain.getByLabel("Why").fill("Sells copies");
  await plain.getByRole("button", { name: "Block them" }).click();
  await plain.getByText(/Blocked since .*: Sells copies/).waitFor();
  await buyer.goto("/orders");
  await buyer.waitForURL("**/sign-in?next=**");
  await plain.getByRole("button", { name: "Let them in again" }).click();
  await plain.getByRole("button", { name: "Block them" }).waitFor();
  await signIn(buyer, { email: "buyer@flux.test", password: "flux-demo-buyer" });
  await buyer.waitForURL("**/orders");
  expect((await buyer.goto("/admin/people"))?.status()).toBe(404);
  expect(errors).toEqual([]);
});

async function signUp(page: Page, { email, password }: Login, next = "/garments") {
  await page.goto(`/sign-up?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Name").fill("Asha");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Open my account" }).click();
}

async function signIn(page: Page, { email, password }: Login) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** From the shop's page to the token, by the payment page of the sandbox. */
async function buyHoodie(page: Page, size: string) {
  await page.goto("/products/glitch-hoodie");
  await page.getByRole("link", { name: size, exact: true }).click();
  await page.waitForURL(`**size=${size}**`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByText("In your cart.").waitFor();
  await page.goto("/checkout");
  await fillAddress(page);
  await page.getByRole("button", { name: /^Pay ₹4,999/ }).click();

  // The payment page of the sandbox, where Razorpay's would be.
  await page.getByText("Sandbox", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: /^Pay ₹4,999/ }).click();
  await page.waitForURL("**/orders/**");
  await page
    .locator("[data-testid=mint-state][data-state=mined], [data-testid=mint-state][data-state=final]")
    .waitFor();
  expect(await page.getByTestId("mint-hash").textContent()).toMatch(/0x/);
}

async function fillAddress(page: Page) {
  await page.getByLabel("Full name").fill("Asha Rao");
  await page.getByLabel("Mobile number").fill("9876543210");
  await page.getByLabel("House and street").fill("14, Hill Road");
  await page.getByLabel("PIN code").fill("400050");
  await page.getByLabel("City").fill("Mumbai");
  await page.getByLabel("State").selectOption("Maharashtra");
}

async function mailedLink(inbox: string, to: string, subject = ""): Promise<string> {
  const of = new URLSearchParams({ to, ...(subject && { subject }) });
  const find = async () => {
    const mails = (await (await fetch(`${inbox}/messages?${of}`)).json()) as { links: string[] }[];
    return mails[0]?.links.find((link) => link.includes("token=")) ?? "";
  };
  await expect.poll(find).toContain("token=");
  return find();
}

/** As the browser's wallet would, with the page's own session. */
async function linkWallet(page: Page, wallet: PrivateKeyAccount) {
  const origin = new URL(page.url()).origin;
  const ask = (path: string, data: object) => page.request.post(path, { data, headers: { origin } });
  const asked = (await (await ask("/api/auth/siwe/nonce", {})).json()) as Asked;
  const { nonce, domain, uri, chainId, version } = asked;
  const message = createSiweMessage({
    ...{ nonce, domain, uri, chainId, version },
    address: wallet.address,
    issuedAt: new Date(),
    expirationTime: new Date(Date.now() + 4 * 60_000),
  });
  const linked = await ask("/api/auth/wallets", {
    message,
    signature: await wallet.signMessage({ message }),
  });
  expect(linked.status(), await linked.text()).toBe(200);
}

async function textedCode(sandbox: string, to: string): Promise<string> {
  const { parts } = (await (await fetch(`${sandbox}/health`)).json()) as { parts: { sms: { url: string } } };
  const find = async () => {
    const texts = await (await fetch(`${parts.sms.url}/messages?${new URLSearchParams({ to })}`)).text();
    return /\b\d{6}\b/.exec(texts)?.[0] ?? "";
  };
  await expect.poll(find).toMatch(/^\d{6}$/);
  return find();
}

type Chip = { address: string; batch: number; serial: number };

async function holdPhone(sandbox: string, tokenId: string) {
  const chipsUrl = await chips(sandbox);
  const all = (await (await fetch(`${chipsUrl}/chips`)).json()) as Chip[];
  const chip = all.find(({ batch, serial }) => String(batch * 1_000_000 + serial) === tokenId);
  const { url } = await post(`${chipsUrl}/chips/${chip?.address}/tap`, {});
  return { url, address: chip?.address ?? "" };
}

async function forge(sandbox: string, address: string) {
  return post(`${await chips(sandbox)}/chips/forge`, { address });
}

async function post(url: string, body: unknown): Promise<{ url: string }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return (await response.json()) as { url: string };
}

async function chips(sandbox: string) {
  const { parts } = (await (await fetch(`${sandbox}/health`)).json()) as {
    parts: { chips: { url: string } };
  };
  return parts.chips.url;
}

async function ownerOf(api: string, tokenId: string) {
  const twin = (await (await fetch(`${api}/api/blockchain/digital-twin/${tokenId}`)).json()) as {
    owner: string;
  };
  return twin.owner;
}
