import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
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

test("no port is given twice, though nobody listens on it yet: not here, not to another process", async () => {
  // So many of so few that every process alone would give some of them twice.
  const chooseMany = `
    const { freePort } = await import(${JSON.stringify(new URL("./ports.ts", import.meta.url).href)});
    const ports = [];
    for (let i = 0; i < 300; i++) ports.push(await freePort());
    console.log(JSON.stringify(ports));
    process.stdin.resume();`;
  const choose = async () => {
    const args = ["--input-type=module", "-e", chooseMany];
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    // It keeps its ports until the test is done.
    onTestFinished(() => void child.kill());
    const [line] = await once(createInterface(child.stdout), "line");
    return JSON.parse(line) as number[];
  };
  const ports = (await Promise.all([choose(), choose()])).flat();
  expect(new Set(ports).size).toBe(600);
});
