import { createServer } from "node:http";

export interface Received {
  headers: Record<string, string | string[] | undefined>;
  body: string;
  atMs: number;
}

/** A merchant's webhook endpoint: keeps what arrives and answers as told (status, or "hang" for no answer). */
export async function startReceiver(answer: (nth: number) => number | "hang" = () => 200) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body, atMs: Date.now() });
    const status = answer(received.length);
    if (status !== "hang") response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  return {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    received,
    events: () => received.map(({ body }) => JSON.parse(body).event as string),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
