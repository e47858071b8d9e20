import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below the ports that systems give to outgoing connections (32768 on Linux): one of ours, chosen now and listened
// on ten seconds later, must not be taken meanwhile by somebody's connection to a database.
const lowest = 20_000;
const highest = 32_000;

const claimed = new Set<number>();

/** `preferred` if nothing listens on it, else a free port that no other call gets while this process lives. */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred !== 0 && (await isPortFree(preferred))) return preferred;
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(lowest, highest);
    if ((await claim(port)) && (await isPortFree(port))) return port;
  }
  throw new Error(`there is no free port between ${lowest} and ${highest}`);
}

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    // Without a host: a port taken on any interface counts as taken.
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

/**
 * Makes a port this process's own until somebody listens on it, by a name in Linux's abstract socket namespace
 * (unix(7)): no two processes can hold one name, and it goes with its process. Elsewhere only this process knows.
 */
async function claim(port: number): Promise<boolean> {
  if (claimed.has(port)) return false;
  claimed.add(port);
  if (process.platform !== "linux") return true;
  return new Promise((resolve) => {
    const name = createServer().unref();
    name.once("error", () => resolve(false));
    name.listen(`\0flux-port-${port}`, () => resolve(true));
  });
}
