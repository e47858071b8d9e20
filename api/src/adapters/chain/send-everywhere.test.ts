import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { createPublicClient, http } from "viem";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../../../scripts/flux/ports.ts";
import { sendEverywhere } from "./send-everywhere.ts";

/** A node that says this of what it is sent; null says nothing, ever. */
async function nodeThat(says: { result?: string; error?: object } | null) {
  let sent = 0;
  const server = createServer(async (incoming, outgoing) => {
    sent += 1;
    const { id } = (await json(incoming)) as { id: number };
    if (says) outgoing.end(JSON.stringify({ jsonrpc: "2.0", id, ...says }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { ...clientOf((server.address() as AddressInfo).port), sent: () => sent };
}
const clientOf = (port: number) => ({
  client: createPublicClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }) }),
});
const takes = { result: `0x${"ab".repeat(32)}` };
const refuses = (message: string) => ({ error: { code: -32_000, message } });
const send = (...nodes: { client: ReturnType<typeof clientOf>["client"] }[]) =>
  sendEverywhere(
    nodes.map(({ client }) => client),
    "0x02",
  );

test("every node is given the bytes, and one that hangs or refuses holds nothing up", async () => {
  const nodes = await Promise.all([nodeThat(null), nodeThat(refuses("underpriced")), nodeThat(takes)]);
  await send(...nodes);
  expect(nodes.map(({ sent }) => sent())).toEqual([1, 1, 1]);
});

test.each(["already known", "nonce too low", "Transaction already imported"])(
  'a node that says "%s" has the bytes',
  async (words) => {
    await send(await nodeThat(refuses("underpriced")), await nodeThat(refuses(words)));
  },
);

test("when no node has them, what a node said of the bytes is told, and not that another was down", async () => {
  const gone = clientOf(await freePort());
  await expect(send(gone, await nodeThat(refuses("intrinsic gas too low")))).rejects.toThrow(/intrinsic gas/);
  await expect(send(gone)).rejects.toThrow(/HTTP request failed/);
});
