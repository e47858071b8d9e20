import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import type { Client } from "../caller.ts";
import type { ApiEnv } from "../env.ts";
import type { AppEnv } from "./create-router.ts";

type Address = ReturnType<typeof ipaddr.process>;
type Networks = ApiEnv["TRUSTED_PROXIES"];

export function clientOf<E extends AppEnv>(c: Context<E>): Client {
  return { ip: ipOf(c), userAgent: c.req.header("user-agent")?.slice(0, 300) ?? "" };
}

/**
 * The address nearest to us that is none of TRUSTED_PROXIES, read from the right: what stands further left in
 * X-Forwarded-For was written by the client and would let it choose its own limits.
 */
function ipOf<E extends AppEnv>(c: Context<E>): string {
  // A test calls the app without a socket.
  const bindings: object = c.env ?? {};
  const socketIp = "incoming" in bindings ? getConnInfo(c).remote.address : undefined;
  const trusted = c.var.deps.env.TRUSTED_PROXIES;
  const hops = c.req.header("x-forwarded-for")?.split(",") ?? [];
  let nearest = readAddress(socketIp ?? "127.0.0.1");
  while (nearest && isIn(trusted, nearest)) {
    const next = readAddress(hops.pop() ?? "");
    if (!next) break;
    nearest = next;
  }
  return nearest?.toString() ?? "unknown";
}

/** An address as proxies write it: with or without brackets, port and zone. Null for anything else. */
function readAddress(written: string): Address | null {
  const hop = written.trim();
  const [, bracketed] = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(hop) ?? [];
  const [, beforePort] = /^([\d.]+):\d{1,5}$/.exec(hop) ?? [];
  const [bare = ""] = (bracketed ?? beforePort ?? hop).split(/%[\w.-]+$/);
  // Four decimal parts only: the short, octal and hexadecimal forms of IPv4 mean another address to each reader.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return null;
  return ipaddr.process(bare);
}

function isIn(networks: Networks, address: Address) {
  return networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
}
