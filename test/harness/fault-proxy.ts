import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { freePort } from "../../scripts/flux/ports.ts";
import { createWire, openLink, type TcpFault } from "./tcp-link.ts";

export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;

/**
 * Stands before anything that speaks TCP (PostgreSQL, SMTP, a node) and makes its network a bad one. All is well at
 * first. Bytes pass unread, so TLS passes too. A target that is down shows as a connection that is reset.
 * @param target "host:port"
 */
export async function startFaultProxy({ target }: { target: string }) {
  const { hostname, port: targetPort } = new URL(`tcp://${target}`);
  // Not one that the system chose: while connections are refused, somebody else's could be given it.
  const port = await freePort();
  const wire = createWire();
  const sockets = new Set<Socket>();
  let dialled = 0;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    dialled += 1;
    for (const socket of openLink(wire, client, { host: hostname, port: Number(targetPort) })) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
  });
  const listen = () => once(server.listen(port, "127.0.0.1"), "listening");
  await listen();

  return {
    port,
    /** A URL of the target, led through the proxy: `postgres://…@target/name` becomes `postgres://…@127.0.0.1:port/name`. */
    through(url: string) {
      const led = new URL(url);
      led.host = `127.0.0.1:${port}`;
      return String(led);
    },
    /** Takes the place of the faults before, on open connections too. `{}` is all well. */
    async set(fault: TcpFault) {
      wire.set(fault);
      if (fault.refuse && server.listening) server.close();
      if (!fault.refuse && !server.listening) await listen();
    },
    /** Resets the connections that are open now. */
    cut() {
      for (const link of wire.links) link.reset();
    },
    /** From the connections that are open now nothing arrives any more, on neither side, not even their end. */
    blackhole() {
      for (const link of wire.links) link.dead = true;
    },
    /** How many connections are open. */
    open: () => wire.links.size,
    /** How many have been taken so far. */
    dialled: () => dialled,
    /** Ends everything; resolves when no socket and no timer is left. */
    async close() {
      const closed = [...sockets].map((socket) => socket.closed || once(socket, "close"));
      const stopped = server.listening ? once(server.close(), "close") : undefined;
      for (const socket of sockets) socket.destroy();
      wire.set({});
      await Promise.all([...closed, stopped]);
    },
  };
}
