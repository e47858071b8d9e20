import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { Wire } from "./faults.ts";

/** A running part of the sandbox. `close` ends open connections too, so that tests never hang. */
export interface Part {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Serves `app` on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function listen(app: Hono<Wire>, port: number): Promise<Part> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: "127.0.0.1" });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no TCP address.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
