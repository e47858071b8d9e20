import { Hono } from "hono";
import { expect, test } from "vitest";
import { apiSettings } from "../env.ts";
import { clientOf } from "./client.ts";
import type { AppEnv } from "./create-router.ts";

/** The address that a request over a socket of `peer` is counted under. */
async function ipOf(peer: string, forwardedFor?: string, trusted = "127.0.0.0/8,::1/128") {
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    const TRUSTED_PROXIES = apiSettings.shape.TRUSTED_PROXIES.parse(trusted);
    c.set("deps", { env: { TRUSTED_PROXIES } } as AppEnv["Variables"]["deps"]);
    await next();
  });
  app.get("/", (c) => c.text(clientOf(c).ip));
  const headers = forwardedFor === undefined ? undefined : { "x-forwarded-for": forwardedFor };
  const incoming = { socket: { remoteAddress: peer, remotePort: 1, remoteFamily: "IPv4" } };
  return (await app.request("/", { headers }, { incoming })).text();
}

test.each([
  ["a stranger's own header", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a stranger in a private network that is no proxy of ours", "10.1.2.3", "198.51.100.1", "10.1.2.3"],
  ["one proxy", "127.0.0.1", "198.51.100.1", "198.51.100.1"],
  [
    "a client that wrote the header before the proxy did",
    "127.0.0.1",
    "1.1.1.1, 198.51.100.1",
    "198.51.100.1",
  ],
  ["two proxies", "::1", "1.1.1.1,198.51.100.1, 127.0.0.9", "198.51.100.1"],
  ["a proxy that forwards nothing", "127.0.0.1", undefined, "127.0.0.1"],
  ["a header that is empty", "127.0.0.1", "", "127.0.0.1"],
  ["nothing but proxies", "127.0.0.1", "127.0.0.2", "127.0.0.2"],
])("%s: the address counted is the nearest that is no proxy of ours", async (_, peer, header, ip) => {
  expect(await ipOf(peer, header)).toBe(ip);
});

test.each([
  "",
  "unknown",
  "_hidden",
  "1.1.1",
  "0x7f.1",
  "127.1",
  "2130706433",
  "010.1.1.1",
  "1.1.1.1:x",
  "fe80::1%",
  "[::1",
  "256.1.1.1",
])("what stands left of an entry that is no address (%j) is never read", async (junk) => {
  expect(await ipOf("127.0.0.1", `198.51.100.1, ${junk}, 127.0.0.2`)).toBe("127.0.0.2");
});

test.each([
  ["::ffff:198.51.100.1", "198.51.100.1"],
  ["::FFFF:c633:6401", "198.51.100.1"],
  ["198.51.100.1:4711", "198.51.100.1"],
  ["[2001:DB8::1]", "2001:db8::1"],
  ["[2001:db8:0:0::1]:443", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
])("%s is the address %s, however it is written", async (written, ip) => {
  expect(await ipOf("127.0.0.1", written)).toBe(ip);
  expect(await ipOf("127.0.0.1", `1.1.1.1, ${written}`)).toBe(ip);
});

test("a proxy whose socket tells an IPv4 address as IPv6 is still that proxy", async () => {
  expect(await ipOf("::ffff:127.0.0.1", "198.51.100.1")).toBe("198.51.100.1");
});

test("the networks named in TRUSTED_PROXIES are believed, and no other", async () => {
  const trusted = "10.0.0.0/8, 2001:db8:5::/48";
  expect(await ipOf("10.9.9.9", "198.51.100.1", trusted)).toBe("198.51.100.1");
  expect(await ipOf("2001:db8:5::7", "198.51.100.1", trusted)).toBe("198.51.100.1");
  expect(await ipOf("2001:db8:6::7", "198.51.100.1", trusted)).toBe("2001:db8:6::7");
  expect(await ipOf("127.0.0.1", "198.51.100.1", trusted)).toBe("127.0.0.1");
  expect(await ipOf("127.0.0.1", "198.51.100.1", "")).toBe("127.0.0.1");
});

test.each(["10.0.0.1", "10.0.0.0/33", "10.0.0.0/8; ::1/128", "proxy.internal"])(
  "%s is no network: nothing starts with it",
  (written) => {
    const parsed = apiSettings.shape.TRUSTED_PROXIES.safeParse(`127.0.0.0/8, ${written}`);
    expect(parsed.error?.issues).toMatchObject([{ message: expect.stringContaining(`"${written}"`) }]);
  },
);
