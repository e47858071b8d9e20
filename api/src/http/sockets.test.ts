import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { keepLog } from "../../test/keep-log.ts";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { createApp } from "../app.ts";
import { serveApp } from "./serve-app.ts";

let api: TestApi;
let server: ReturnType<typeof serveApp>;
const kept = keepLog();
beforeAll(async () => {
  api = await startApi();
  const app = createApp({ ...api.deps, log: kept.log });
  server = serveApp({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  if (!server.listening) await once(server, "listening");
});
afterAll(async () => {
  server.close();
  await api.close();
});

function dial(request: string) {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(request.replaceAll("\n", "\r\n"));
  return socket;
}

test("two Host headers are refused, whichever of them is ours", async () => {
  const answer = await text(
    dial("GET /health HTTP/1.1\nHost: localhost\nHost: evil.test\nConnection: close\n\n"),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('"path":"header.host"');
});

test.each([
  [
    "headers over 16 KB",
    `GET /health HTTP/1.1\nHost: localhost\nX-Long: ${"x".repeat(20_000)}\n\n`,
    431,
    "headers_too_large",
  ],
  ["what is no HTTP", "HELO flux\n\n", 400, "request_unreadable"],
  [
    "two lengths of one body",
    "POST /api/auth/login HTTP/1.1\nHost: localhost\nContent-Length: 2\nTransfer-Encoding: chunked\n\n{}",
    400,
    "request_unreadable",
  ],
])(
  "%s: refused with an error of the one shape, and the connection ends",
  async (_, request, status, code) => {
    const answer = await text(dial(request));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const body = answer.slice(answer.indexOf("\r\n\r\n") + 4);
    expect(JSON.parse(body)).toEqual({
      error: { code, message: expect.any(String), requestId: expect.any(String) },
    });
  },
);

test("one Host header is served", async () => {
  const answer = await text(dial("GET /health HTTP/1.1\nHost: localhost\nConnection: close\n\n"));
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test("after a body that is too large the connection says that it ends, and ends", async () => {
  const head = "POST /api/auth/login HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";
  const answer = await text(dial(`${head}Content-Length: 300000\n\n{`));
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer.toLowerCase()).toContain("connection: close");
});

test.each<[string, string]>([
  ["with a length", "Content-Length: 200\n\n{"],
  ["in chunks", "Transfer-Encoding: chunked\n\n1\n{\n"],
])("a client that hangs up in the middle of a body %s is no error of ours", async (_, rest) => {
  const before = kept.text().length;
  const said = () => kept.text().slice(before);
  const socket = dial(
    `POST /api/auth/login HTTP/1.1\nHost: localhost\nContent-Type: application/json\n${rest}`,
  );
  await once(socket, "connect");
  await vi.waitFor(() => expect(connections()).resolves.toBeGreaterThan(0));
  // Only once the request is being worked on can it be left alone.
  await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
  await vi.waitFor(() => expect(said()).toContain('"request"'), { timeout: 5_000 });
  expect(said()).toContain('"status":499');
  expect(said()).not.toContain("request failed");
});

const connections = () =>
  new Promise<number>((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
