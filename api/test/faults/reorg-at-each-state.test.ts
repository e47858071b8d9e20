import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { refuse } from "../../../test/harness/rpc-acts.ts";
import { transactions } from "../../src/minter/tables.ts";
import { eventually, openChainedShop } from "../chain/open-chained-shop.ts";
import { openCounter } from "./count-tokens.ts";
import { nothingFinal } from "./nothing-final.ts";
import { openRun, type Run, type World } from "./open-run.ts";

// `npm run test:faults` sets more: a hundred in all.
const reorgs = Number(process.env.FLUX_REORGS ?? 10);

/** Deeper than any reorganisation is to be, and than all that stands before the first mint. */
const deepest = 40;

let world: World;
const runs: Run[] = [];
beforeAll(async () => {
  // A chain whose clock is far behind: a block is final as soon as it is there.
  const shop = await openChainedShop({ throughProxy: true, chainBehindSec: 7 * 86_400 });
  await shop.flux.openBatch(2, 999_999);
  await shop.flux.chain.mine({ blocks: deepest });
  const counter = openCounter({ rpcUrl: shop.anvil.rpcUrl, garment: shop.flux.deployment.FluxGarment });
  world = { shop, counter, held: [], owners: new Map(), batchId: 2, serials: 0 };
});
afterEach(async () => {
  world.shop.rpc?.set();
  await world.shop.flux.chain.setAutomine(true);
  await world.shop.stopMinters();
});
afterAll(async () => {
  world?.counter.close();
  await world?.shop.close();
});

const startMinter = () => world.shop.startMinter({ idleMs: 300, stuckAfterMs: 2_000 });

/** How a mint is brought into each state, and kept there until the reorganisation is over. */
const states: Record<string, { enter(): Promise<unknown>; leave(): Promise<unknown> }> = {
  queued: {
    enter: () => world.shop.stopMinters(),
    leave: async () => startMinter(),
  },
  signed: {
    enter: async () =>
      world.shop.rpc?.set({ method: "eth_sendRawTransaction", act: refuse(-32_000, "come again") }),
    leave: async () => world.shop.rpc?.set(),
  },
  sent: {
    enter: () => world.shop.flux.chain.setAutomine(false),
    async leave() {
      await world.shop.flux.chain.setAutomine(true);
      await world.shop.flux.chain.mine({ blocks: 1 });
    },
  },
  mined: {
    enter: async () => world.shop.rpc?.set(nothingFinal),
    leave: async () => world.shop.rpc?.set(),
  },
  final: { enter: async () => {}, leave: async () => {} },
};

test.each(Object.entries(states))(
  `after reorganisations of 1 to ${deepest} blocks while a mint is %s the database is what the chain is`,
  async (state, { enter, leave }) => {
    for (let seed = 1; seed <= Math.ceil(reorgs / Object.keys(states).length); seed += 1) {
      const run = await openRun(world, `${state} ${seed}`);
      runs.push(run);
      startMinter();
      await enter();
      await Promise.all([run.pay(), run.send()]);
      await run.until(state);
      await world.shop.flux.reorg(run.chance.between(1, deepest));
      await leave();
      for (const each of runs) await each.settled();
      await eventually(
        "the blocks of the chain",
        async () => (await wrongBlocks()).length === 0,
        wrongBlocks,
      );
      await run.count();
      run.leave();
      await world.shop.stopMinters();
    }
  },
  reorgs * 60_000,
);

test("after all of them each garment is there once, with its owner", async () => {
  for (const run of runs) await run.count();
  expect(await world.counter.made()).toBe(world.serials);
});

/** The transactions whose row names another block than the chain does. */
async function wrongBlocks() {
  const { db } = world.shop.deps;
  const rows = await db.select().from(transactions).where(eq(transactions.state, "final"));
  const there = await Promise.all(rows.map(({ hash }) => world.counter.blockOf(hash)));
  return rows.filter(({ blockHash }, index) => blockHash !== there[index]).map(({ hash }) => hash);
}
