import { BlockList, isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { Client } from "../caller.ts";
import type { AppEnv } from "./create-router.ts";

// Our own proxies stand on this machine or in its private network; nobody else's X-Forwarded-For counts.
const ownProxies = new BlockList();
ownProxies.addSubnet("127.0.0.0", 8, "ipv4");
ownProxies.addSubnet("10.0.0.0", 8, "ipv4");
ownProxies.addSubnet("172.16.0.0", 12, "ipv4");
ownProxies.addSubnet("192.168.0.0", 16, "ipv4");
ownProxies.addAddress("::1", "ipv6");
ownProxies.addSubnet("fc00::", 7, "ipv6");

export function clientOf(c: Context<AppEnv>): Client {
  return { ip: ipOf(c), userAgent: c.req.header("user-agent")?.slice(0, 300) ?? "" };
}

/**
 * The address nearest to us that is no proxy of ours, read from the right: what stands further left in
 * X-Forwarded-For was written by the client and would let it choose its own limits.
 */
function ipOf(c: Context<AppEnv>): string {
  // A test calls the app without a socket.
  const bindings: object = c.env ?? {};
  const socketIp = "incoming" in bindings ? getConnInfo(c).remote.address : undefined;
  const hops = [...(c.req.header("x-forwarded-for")?.split(",") ?? []), socketIp ?? "127.0.0.1"];
  const ips = hops.map((hop) => hop.trim().replace(/^::ffff:/, ""));
  let nearest = ips.pop() ?? "";
  while (isOwnProxy(nearest)) {
    const next = ips.pop();
    if (next === undefined || !isIP(next)) break;
    nearest = next;
  }
  return nearest;
}

function isOwnProxy(ip: string) {
  const version = isIP(ip);
  return version !== 0 && ownProxies.check(ip, version === 4 ? "ipv4" : "ipv6");
}
