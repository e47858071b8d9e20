import { eq } from "drizzle-orm";
import { type Address, type Hex, keccak256 } from "viem";
import type { CrashPoint } from "../../src/minter/crash-point.ts";
import { mints, sends, transactions } from "../../src/minter/tables.ts";
import { newAddress } from "../chain/open-chained-shop.ts";
import { nothingFinal } from "./nothing-final.ts";
import type { Run } from "./open-run.ts";
import type { Worker } from "./start-workers.ts";

/** What has to happen for a worker to pass a point, beside a payment. */
export type Way = {
  /** It passes at most this often before it is killed. */
  spared?: number;
  before?(run: Run): Promise<unknown>;
  /** In place of paying and sending. */
  ask?(run: Run, worker: Worker): Promise<unknown>;
  /** While the worker is on its way to the point. */
  meanwhile?(run: Run): Promise<unknown>;
  /** Once it is dead: nothing of what led it there is in the way of the next one. */
  after?(run: Run): Promise<unknown>;
};

const chainOf = ({ world }: Run) => world.shop.flux.chain;
const signersOf = ({ world }: Run): Address[] =>
  Object.values(world.shop.signers).map(({ address }) => address);
const setRules = ({ world }: Run, ...rules: Parameters<NonNullable<Run["world"]["shop"]["rpc"]>["set"]>) =>
  world.shop.rpc?.set(...rules);

/** The chain stands still until `after`, so that what was sent is passed over. */
const passedOver: Way = {
  before: (run) => chainOf(run).setAutomine(false),
  async after(run) {
    await chainOf(run).setAutomine(true);
    await chainOf(run).mine({ blocks: 1 });
  },
};

/** Of what each run alone knows. */
const unopened = new WeakMap<Run, number>();
const kept = new WeakMap<Run, Hex>();

const usual = 2;
export const sparedOf = (way: Way) => way.spared ?? usual;

/** How each point is reached. Those without a way are on everybody's. */
export const ways: Record<CrashPoint, Way> = {
  requested_not_committed: {
    spared: 0,
    async ask(run, worker) {
      const mint = await run.newMint();
      worker.tell({ pay: [mint] });
      await worker.gone;
      // It was rolled back: whoever paid is not told that it is done, and asks again.
      const { db } = run.world.shop.deps;
      const rows = await db.select().from(mints).where(eq(mints.orderItemId, mint.orderItemId));
      if (rows.length > 0) throw new Error("a mint is there that nobody committed");
      await run.payFor([mint]);
      await run.pay();
    },
  },
  lease_taken: {},
  batch_split: {
    spared: 0,
    async ask(run) {
      const batchId = 1_000 + run.world.serials;
      unopened.set(run, batchId);
      await run.payFor([await run.newMint(), await run.newMint(batchId), await run.newMint()]);
    },
    after: (run) => run.world.shop.flux.openBatch(unopened.get(run) ?? 0, 999_999),
  },
  parked_not_stored: {
    spared: 0,
    async ask(run) {
      const mint = await run.newMint();
      const owner = newAddress();
      run.except({ tokenId: mint.tokenId, owner });
      const { flux } = run.world.shop;
      const args = [{ ...mint, to: owner, orderRef: keccak256("0x5ec0") }] as const;
      await flux.mined(
        await flux.chain.writeContract({ ...flux.onGarment, functionName: "mintProduct", args }),
      );
      await run.payFor([mint]);
      await run.pay();
    },
  },
  nonce_chosen: {},
  signed_not_stored: {},
  stored_not_committed: {},
  stored_not_sent: {},
  refused_not_recorded: {
    spared: 0,
    before: (run) => setBalances(run, 0n),
    after: (run) => setBalances(run, 10n ** 22n),
  },
  sent_not_recorded: {},
  sent_not_committed: {},
  sent_and_recorded: {},
  mined_not_recorded: {},
  mined_not_committed: {},
  final_not_committed: {},
  gone_not_committed: {
    spared: 0,
    before: async (run) => setRules(run, nothingFinal),
    async meanwhile(run) {
      await run.until("mined");
      const head = await chainOf(run).getBlockNumber({ cacheTime: 0 });
      await run.world.shop.flux.reorg(Number(head - run.firstBlock));
    },
    after: async (run) => setRules(run),
  },
  recalled_not_committed: {
    spared: 0,
    before: async (run) => kept.set(run, await chainOf(run).snapshot()),
    async meanwhile(run) {
      await run.until("final");
      await chainOf(run).revert({ id: kept.get(run) ?? "0x" });
    },
  },
  replaced_not_stored: passedOver,
  replacement_not_sent: passedOver,
  fill_not_sent: {
    spared: 0,
    before: storeAboveAGap,
    // What is due would take the nonce itself.
    ask: async () => {},
    after: (run) => run.pay(),
  },
};

async function setBalances(run: Run, value: bigint) {
  for (const address of signersOf(run)) await chainOf(run).setBalance({ address, value });
}

/** Bytes of the minter's are stored at a nonce before which another is free. */
async function storeAboveAGap(run: Run) {
  const { signers, deps } = run.world.shop;
  const { address: signer } = signers.minter;
  const nonce = 1 + (await chainOf(run).getTransactionCount({ address: signer }));
  const raw = await signers.minter.signTransaction({
    ...{ type: "eip1559", chainId: deps.chain.id, to: signer, gas: 21_000n, nonce },
    ...(await deps.chain.fees()),
  });
  const hash = keccak256(raw);
  await deps.db.transaction(async (tx) => {
    const row = { signer, nonce, purpose: "fill", hash } as const;
    const [stored] = await tx.insert(transactions).values(row).returning({ id: transactions.id });
    await tx.insert(sends).values({ hash, transactionId: stored?.id ?? "", raw });
  });
}
