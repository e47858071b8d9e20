import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isPortFree } from "../../scripts/flux/ports.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";

let target: Awaited<ReturnType<typeof startEcho>>;
let proxy: FaultProxy;
const dialled: Socket[] = [];
beforeEach(async () => {
  target = await startEcho();
  proxy = await startFaultProxy({ target: `127.0.0.1:${target.port}` });
});
afterEach(async () => {
  for (const socket of dialled.splice(0)) socket.destroy();
  await proxy.close();
  await target.close();
});

/** Sends back what it hears, and ends when it is told the end. */
async function startEcho() {
  const sockets = new Set<Socket>();
  let heard = "";
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("data", (bytes) => (heard += bytes));
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    socket.pipe(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => heard,
    open: () => sockets.size,
    async close() {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

/** A connection that keeps what it hears. `ended` says how it ended. */
async function dial(port = proxy.port) {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  dialled.push(socket);
  let heard = "";
  socket.on("data", (bytes) => (heard += bytes));
  const ended = new Promise<string>((resolve) => {
    socket
      .on("end", () => resolve("end"))
      .on("error", ({ code }: NodeJS.ErrnoException) => resolve(`${code}`));
  });
  await once(socket, "connect");
  return {
    ended,
    send: (words: string) => socket.write(words),
    end: (words = "") => socket.end(words),
    heard: () => heard,
    hears: (words: string) => expect.poll(() => heard).toBe(words),
  };
}
const msOf = async (act: () => Promise<unknown>) => {
  const beforeMs = performance.now();
  await act();
  return performance.now() - beforeMs;
};

test("when all is well bytes pass both ways, and each way ends by itself", async () => {
  const line = await dial();
  line.send("a");
  await line.hears("a");
  line.end("b");
  expect(await line.ended).toBe("end");
  expect(line.heard()).toBe("ab");
  await expect.poll(proxy.open).toBe(0);
});

test("a URL is led through the proxy with all that is in it", () => {
  expect(proxy.through("postgres://flux:test@db.test:5432/flux?sslmode=disable")).toBe(
    `postgres://flux:test@127.0.0.1:${proxy.port}/flux?sslmode=disable`,
  );
});

test("latency makes what is sent late, each way, and in its order", async () => {
  const line = await dial();
  await proxy.set({ latencyMs: 60, jitterMs: 40 });
  const words = Array.from({ length: 30 }, (_, n) => `${n};`);
  const tookMs = await msOf(async () => {
    for (const word of words) line.send(word);
    await line.hears(words.join(""));
  });
  expect(tookMs).toBeGreaterThan(119);
});

test("jitter makes it late by chance", async () => {
  const line = await dial();
  await proxy.set({ jitterMs: 40 });
  // Twenty times on the way: 400 ms on the average.
  const tookMs = await msOf(async () => {
    for (let n = 1; n <= 10; n++) {
      line.send(".");
      await line.hears(".".repeat(n));
    }
  });
  expect(tookMs).toBeGreaterThan(120);
});

test("a fault that is lifted keeps nothing waiting: not an hour's latency, not a byte a second", async () => {
  const line = await dial();
  await proxy.set({ latencyMs: 3_600_000 });
  line.send("late");
  await proxy.set({ bytesPerSec: 1 });
  line.send(" and slow".repeat(100));
  await proxy.set({});
  await line.hears(`late${" and slow".repeat(100)}`);
});

test("a limited bandwidth takes its time for each byte", async () => {
  const line = await dial();
  await proxy.set({ bytesPerSec: 100_000 });
  const long = "x".repeat(20_000);
  const tookMs = await msOf(async () => {
    line.send(long);
    await line.hears(long);
  });
  expect(tookMs).toBeGreaterThan(190);
});

test("hanging takes connections and lets nothing through, until it ends: then all that waited goes on", async () => {
  const before = await dial();
  before.send("a");
  await before.hears("a");
  await proxy.set({ hang: true });
  before.send("b");
  const meanwhile = await dial();
  meanwhile.send("c");
  const direct = await dial(target.port);
  direct.send("-");
  await direct.hears("-");
  expect(target.heard()).toBe("a-");
  await proxy.set({});
  await before.hears("ab");
  await meanwhile.hears("c");
});

test("refusing concerns new connections only", async () => {
  const line = await dial();
  await proxy.set({ refuse: true });
  await expect(dial()).rejects.toThrow("ECONNREFUSED");
  line.send("still here");
  await line.hears("still here");
  await proxy.set({});
  await dial();
});

test("every connection is reset in the middle of its answer, after as many bytes as were said", async () => {
  const open = await dial();
  open.send("before ");
  await open.hears("before ");
  await proxy.set({ resetAfterBytes: 4 });
  expect(proxy.dialled()).toBe(1);
  for (const line of [open, await dial()]) {
    const had = line.heard();
    line.send("123456789");
    expect(await line.ended).toBe("ECONNRESET");
    expect(line.heard()).toBe(`${had}1234`);
  }
  await expect.poll(target.open).toBe(0);
});

test("a cut resets the connections that are open, for both sides, and no later one", async () => {
  const line = await dial();
  line.send("a");
  await line.hears("a");
  proxy.cut();
  expect(await line.ended).toBe("ECONNRESET");
  await expect.poll(target.open).toBe(0);
  const later = await dial();
  later.send("b");
  await later.hears("b");
});

test("from a connection in a black hole neither side hears again, not even its end; a later one is well", async () => {
  const line = await dial();
  line.send("a");
  await line.hears("a");
  proxy.blackhole();
  line.end("lost");
  const later = await dial();
  later.send("b");
  await later.hears("b");
  expect(target.heard()).toBe("ab");
  expect(target.open()).toBe(2);
  expect(line.heard()).toBe("a");
});

test("a target that is down is a connection that is reset", async () => {
  await target.close();
  const line = await dial();
  expect(await line.ended).toBe("ECONNRESET");
});

test("nothing is left when it is closed, whatever was going wrong: no socket, no port, and what waited is not sent", async () => {
  const lines = [await dial(), await dial()];
  await proxy.set({ latencyMs: 3_600_000 });
  lines[0]?.send("late");
  proxy.blackhole();
  const third = await dial();
  third.send("later");
  await proxy.set({ hang: true, refuse: true });
  await proxy.close();
  for (const line of [...lines, third]) expect(await line.ended).toMatch(/end|ECONNRESET/);
  await expect.poll(target.open).toBe(0);
  expect(target.heard()).toBe("");
  expect(proxy.open()).toBe(0);
  expect(await isPortFree(proxy.port)).toBe(true);
});
