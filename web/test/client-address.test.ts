import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import ipaddr from "ipaddr.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientAddress, nameEveryClient } from "../src/client-address.ts";

const proxies = ["10.0.0.0/8", "::1/128"].map((network) => ipaddr.parseCIDR(network));

test.each([
  ["with no proxy before us", "203.0.113.9", "", "203.0.113.9"],
  ["that wrote the header itself", "203.0.113.9", "9.9.9.9", "203.0.113.9"],
  ["that named a proxy of ours", "203.0.113.9", "9.9.9.9, 10.0.0.1", "203.0.113.9"],
  ["behind our proxy", "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  [
    "behind two of ours, that wrote the header itself",
    "::ffff:10.0.0.1",
    "9.9.9.9, 203.0.113.9, 10.0.0.2",
    "203.0.113.9",
  ],
  ["behind our proxy on IPv6", "::1", "2001:db8::7", "2001:db8::7"],
  ["behind our proxy, that wrote no address", "10.0.0.1", "9.9.9.9, unknown", "10.0.0.1"],
  ["that is our proxy itself", "10.0.0.1", "", "10.0.0.1"],
])("a client %s is known by its own address", (_, peer, header, address) => {
  expect(clientAddress(peer, header, proxies)).toBe(address);
});

test("without proxies of ours nobody is believed, not even this machine", () => {
  expect(clientAddress("127.0.0.1", "9.9.9.9", [])).toBe("127.0.0.1");
});

const server = createServer((incoming, answer) => answer.end(incoming.headers["x-forwarded-for"]));

beforeAll(async () => {
  nameEveryClient([]);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

test.each([
  ["nothing", {}],
  ["one address", { "x-forwarded-for": "9.9.9.9" }],
  ["the header twice", { "X-Forwarded-For": ["9.9.9.9", "8.8.8.8"] }],
])(
  "whoever serves a request reads the address of its socket, where the client wrote %s",
  async (_, headers) => {
    const { port } = server.address() as AddressInfo;
    const [answer] = await once(request({ port, host: "127.0.0.1", headers }).end(), "response");
    expect(await new Response(answer).text()).toBe("127.0.0.1");
  },
);
