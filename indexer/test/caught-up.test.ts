import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isIndexerCaughtUp } from "../../scripts/flux/indexer.ts";
import { startChain } from "../../test/harness/chain.ts";

// Ponder's two answers, at the wire: ready 30 blocks before the head, and the block that its tables contain.
let block = 0;
const ponder = createServer((request, answer) =>
  answer.end(request.url === "/status" ? JSON.stringify({ flux: { block: { number: block } } }) : ""),
);
let urls: Parameters<typeof isIndexerCaughtUp>[0];
let chain: Awaited<ReturnType<typeof startChain>>;

beforeAll(async () => {
  await new Promise<void>((resolve) => ponder.listen(0, "127.0.0.1", resolve));
  chain = await startChain();
  urls = {
    indexerUrl: `http://127.0.0.1:${(ponder.address() as AddressInfo).port}`,
    rpcUrl: chain.rpcUrl,
  };
});
afterAll(async () => {
  ponder.close();
  ponder.closeAllConnections();
  await chain.close();
});

test("an indexer has caught up when it contains the chain's last block, and not one block before", async () => {
  await chain.client.request({ method: "anvil_mine", params: ["0x7"] } as never);
  block = 6;
  expect(await isIndexerCaughtUp(urls)).toBe(false);
  block = 7;
  expect(await isIndexerCaughtUp(urls)).toBe(true);
});
