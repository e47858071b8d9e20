import { connect } from "node:net";

const patienceMs = 2_000;

/** Whether anybody takes a connection at an origin. */
export function isListening(origin: string): Promise<boolean> {
  const { protocol, hostname, port } = new URL(origin);
  const standardPort = protocol === "https:" ? 443 : 80;
  return new Promise((resolve) => {
    const socket = connect({
      // Brackets around an IPv6 address belong to the URL.
      host: hostname.replace(/^\[(.*)\]$/, "$1"),
      port: Number(port) || standardPort,
      timeout: patienceMs,
    });
    const end = (listening: boolean) => () => {
      socket.destroy();
      resolve(listening);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });
}
