import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAsking, type Trouble } from "../src/ui/keep-asking.ts";

const pace = { soonMs: 5, restMs: 20 };
const page = Object.assign(new EventTarget(), { hidden: false });
/** Questions that wait for their answer. */
let waiting: ServerResponse[] = [];
let heard: (unknown | Trouble | undefined)[] = [];
let end = () => {};

const server = createServer((_, answer) => {
  waiting.push(answer);
});

beforeEach(async () => {
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", new EventTarget());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  waiting = [];
  heard = [];
  page.hidden = false;
});
afterEach(async () => {
  end();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
  vi.unstubAllGlobals();
});

function start() {
  const { port } = server.address() as AddressInfo;
  const news = (value: unknown) => heard.push(value);
  const trouble = (why: Trouble | undefined) => why && heard.push(why);
  end = keepAsking(`http://127.0.0.1:${port}/`, { news, trouble }, pace);
}

const asked = () => vi.waitUntil(() => waiting.length > 0);
async function answer(status: number, body: string) {
  await asked();
  waiting.shift()!.writeHead(status).end(body);
}

test("while an answer is awaited nothing more is asked, however often the page wakes", async () => {
  start();
  await asked();
  for (let wake = 0; wake < 20; wake++) {
    page.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("online"));
  }
  // A second question would be there before the answer of a server that takes another question first.
  const { port } = server.address() as AddressInfo;
  const other = fetch(`http://127.0.0.1:${port}/other`);
  await vi.waitUntil(() => waiting.length > 1);
  expect(waiting.map((response) => response.req.url)).toEqual(["/", "/other"]);
  waiting.pop()?.end();
  await other;
});

test("news are told once, however often they are answered", async () => {
  start();
  for (const body of ["1", "1", "1", "2"]) await answer(200, body);
  await vi.waitUntil(() => heard.length === 2);
  expect(heard).toEqual([1, 2]);
});

test.each([
  ["a server that broke", 500, "{}"],
  ["a page where JSON should be", 200, "<html>"],
])("%s is trouble, and the next answer is heard", async (_, status, body) => {
  start();
  await answer(status, body);
  await answer(200, "7");
  await vi.waitUntil(() => heard.length === 2);
  expect(heard).toEqual(["no_answer", 7]);
});

test("a connection that dies is trouble, and the next answer is heard", async () => {
  start();
  await asked();
  waiting.shift()?.destroy();
  await answer(200, "7");
  await vi.waitUntil(() => heard.length === 2);
  expect(heard).toEqual(["no_answer", 7]);
});

test("whoever is signed out is told so, and asked about no more", async () => {
  start();
  await answer(401, "{}");
  await vi.waitUntil(() => heard.length === 1);
  expect(heard).toEqual(["signed_out"]);
  expect(await neverAsksAgain()).toBe(true);
});

test("a page that nobody looks at asks nothing until somebody does", async () => {
  page.hidden = true;
  start();
  expect(await neverAsksAgain()).toBe(true);
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  await answer(200, "7");
  await vi.waitUntil(() => heard.length === 1);
});

test("what is ended says nothing more, not even the answer that was under way", async () => {
  start();
  await asked();
  end();
  waiting.shift()?.end("7");
  expect(await neverAsksAgain()).toBe(true);
  expect(heard).toEqual([]);
});

/** Ten of the longest pauses go by without a question. */
async function neverAsksAgain() {
  const wait = vi.waitUntil(() => waiting.length > 0, { timeout: 10 * pace.restMs, interval: 5 });
  return wait.then(
    () => false,
    () => true,
  );
}
