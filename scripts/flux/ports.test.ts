import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { freePort, isPortFree } from "./ports.ts";

test("a taken port is not free, and another one is given instead", async () => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  const server = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  expect(await isPortFree(port)).toBe(false);
  expect(await freePort(port)).not.toBe(port);
});

test("a port is chosen where no outgoing connection can take it", async () => {
  for (let i = 0; i < 20; i++) expect(await freePort()).toBeLessThan(32_768);
});
