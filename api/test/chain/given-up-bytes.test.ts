import { eq, sql } from "drizzle-orm";
import { type Hex, keccak256, parseGwei } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mints, sends, transactions } from "../../src/minter/tables.ts";
import { mintedOnce } from "./minted-once.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";
import { mintEvents } from "./watch-mints.ts";

// A reorganisation deeper than finality takes back what proved that a mint can never be. Its bytes could be mined again.

let shop: ChainedShop;
beforeAll(async () => {
  // A chain whose clock is far behind: a block is final as soon as it is there.
  shop = await openChainedShop({ throughProxy: true, chainBehindSec: 7 * 86_400 });
});
afterAll(() => shop?.close());

type Paid = Awaited<ReturnType<ChainedShop["payFor"]>>;
const rowOf = async ({ garmentId }: Paid) => {
  const [mint] = await shop.deps.db.select().from(mints).where(eq(mints.garmentId, garmentId));
  return mint;
};
/** Somebody mints that garment for another order, ahead of all that waits. */
async function overtake({ to, tokenId }: Paid, tagHash: Hex) {
  const args = [{ to, tokenId, tagHash, orderRef: keccak256("0x5ec0") }] as const;
  const fees = { maxFeePerGas: parseGwei("900"), maxPriorityFeePerGas: parseGwei("800"), gas: 500_000n };
  const call = { ...shop.flux.onGarment, functionName: "mintProduct", args, ...fees } as const;
  await shop.flux.chain.writeContract(call);
}
/** The bytes that mint both, as they were first sent. */
async function sentTogether({ tokenId }: Paid) {
  const named = sql`position(${tokenId.toString(16).padStart(64, "0")} in ${sends.raw}) > 0`;
  const [send] = await shop.deps.db
    .select({ raw: sends.raw, transactionId: sends.transactionId })
    .from(sends)
    .where(named);
  return send;
}

test.each([
  ["a transaction that reverted with it", 10, keccak256("0x07")],
  ["a transaction that did the others and left it out", 12, null],
])(
  "what was given up is never minted by %s, however deep the chain is reorganised",
  async (_, serial, otherTag) => {
    const { chain } = shop.flux;
    const before = await chain.getBlockNumber({ cacheTime: 0 });
    await chain.setAutomine(false);
    const lost = await shop.payFor(serial);
    const kept = await shop.payFor(serial + 1);
    shop.startMinter({ idleMs: 100 });
    const first = await eventually("the bytes of both", () => sentTogether(lost));
    await eventually("the send", async () => (await rowOf(lost))?.state === "sent");
    await overtake(lost, otherTag ?? lost.tagHash);
    await chain.mine({ blocks: 1 });
    await chain.setAutomine(true);
    await mintedOnce(shop, [kept]);
    await eventually("the other one to be final", async () => (await rowOf(kept))?.state === "final");
    await eventually("the lost one off its transaction", async () => {
      const lostRow = await rowOf(lost);
      return lostRow?.state === "queued" || lostRow?.state === "parked";
    });
    await shop.stopMinters();
    // Its buyer was given something else: parked-mints.test.ts has how.
    await shop.deps.db
      .update(mints)
      .set({ state: "given_up", transactionId: null })
      .where(eq(mints.garmentId, lost.garmentId));

    // It was long ago that they were last sent.
    await shop.deps.db.update(sends).set({ triedAt: sql`now() - interval '1 hour'` });
    shop.rpc?.forget();
    await shop.flux.reorg(Number((await chain.getBlockNumber({ cacheTime: 0 })) - before));
    await chain.request({ method: "anvil_dropAllTransactions" } as never);
    shop.startMinter({ idleMs: 100 });
    const carrier = async () => {
      const id = first?.transactionId ?? "";
      const [row] = await shop.deps.db.select().from(transactions).where(eq(transactions.id, id));
      return row;
    };
    await eventually(
      "the fill of its nonce",
      async () => {
        const row = await carrier();
        return row?.purpose === "fill" && row.state === "final";
      },
      carrier,
    );
    await mintedOnce(shop, [kept]);
    await shop.stopMinters();
    const sent = shop.rpc?.asked("eth_sendRawTransaction").map(({ params: [raw] }) => raw);
    expect(sent).not.toContain(first?.raw);
    expect(await mintEvents(shop, lost)).toEqual([]);
    expect((await rowOf(lost))?.state).toBe("given_up");
  },
);
