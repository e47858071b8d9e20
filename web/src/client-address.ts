import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

export type Network = [address: ipaddr.IPv4 | ipaddr.IPv6, prefixBits: number];

/**
 * Whose request it is: the address nearest to us that is no proxy of ours. X-Forwarded-For is read from the right, and
 * only as far as our own proxies wrote it: what stands further left was typed by the client.
 */
export function clientAddress(peer: string, forwardedFor: string, ownProxies: Network[]): string {
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  let nearest = plain(peer);
  while (isOwn(nearest, ownProxies)) {
    const next = hops.pop();
    if (!next || !isIP(next)) break;
    nearest = plain(next);
  }
  return nearest;
}

/**
 * Writes the client's address over the X-Forwarded-For of every request that this process serves, before anybody reads
 * it. Next keeps the header as the client wrote it, and hands no socket to a page, a route or the proxy.
 */
export function nameEveryClient(ownProxies: Network[]): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const { headers, socket } = request;
    headers["x-forwarded-for"] = clientAddress(
      // A socket that was closed in the meantime has no address, and gets no answer.
      socket.remoteAddress ?? "0.0.0.0",
      String(headers["x-forwarded-for"] ?? ""),
      ownProxies,
    );
  });
}

/** ::ffff:10.0.0.1 is 10.0.0.1. */
function plain(ip: string): string {
  return ipaddr.process(ip).toString();
}

function isOwn(ip: string, ownProxies: Network[]): boolean {
  const address = ipaddr.parse(ip);
  return ownProxies.some(
    ([network, bits]) => network.kind() === address.kind() && address.match([network, bits] as never),
  );
}
