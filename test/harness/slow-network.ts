import { once } from "node:events";
import { type ClientRequest, createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What a page is built of comes at once: the delays are those of answers, not of files. */
const files = /^\/_next\/static\/|\.(webp|woff2|svg|ico)$/;

/**
 * An HTTP proxy whose answers come late, or not at all. Without `upstream` it is a browser's forward proxy; with it
 * it stands before that port of this machine. Answers wait in the proxy, so requests arrive as early as ever.
 */
export async function startSlowNetwork({ upstream, port = 0 }: { upstream?: number; port?: number } = {}) {
  let delayMs = 0;
  const sockets = new Set<Socket>();
  const heard = new Map<string, IncomingHttpHeaders>();
  const server = createServer((incoming, answer) => {
    const target = upstream
      ? new URL(incoming.url ?? "/", `http://127.0.0.1:${upstream}`)
      : new URL(incoming.url ?? "/");
    heard.set(target.pathname, incoming.headers);
    const waitMs = files.test(target.pathname) ? 0 : delayMs;
    const outgoing: ClientRequest = request(target, {
      method: incoming.method,
      headers: incoming.headers,
      agent: false,
    });
    outgoing.on("error", () => answer.destroy());
    outgoing.on("response", (response) => {
      const timer = setTimeout(() => {
        answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
        response.pipe(answer);
      }, waitMs);
      answer.on("close", () => clearTimeout(timer));
    });
    answer.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;

  async function goAway() {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Every answer from now on comes this much later. */
    answerAfter(ms: number) {
      delayMs = ms;
    },
    /** The headers of the last request for a path. */
    heard: (path: string) => heard.get(path) ?? {},
    /** Cuts every connection and takes no new one, until `comeBack`. */
    goAway,
    async comeBack() {
      server.listen(address.port, "127.0.0.1");
      await once(server, "listening");
    },
    close: goAway,
  };
}
