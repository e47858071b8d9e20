import { setTimeout as pause } from "node:timers/promises";
import { tokenIdOf } from "@flux/contracts";
import pg from "pg";
import { keccak256, toHex } from "viem";
import { asha, ravi } from "../../test/harness/flux-on-chain.ts";
import { startIndexer } from "../../test/harness/start-indexer.ts";
import type { startPostgres } from "../../test/harness/start-postgres.ts";
import { createDatabase } from "./create-database.ts";
import { batchId, type fillChain } from "./fill-chain.ts";
import { percentile } from "./percentile.ts";
import { startApi, stock } from "./start-api.ts";
import { startBare } from "./start-bare.ts";

type Blocks = {
  postgres: Awaited<ReturnType<typeof startPostgres>>;
  filled: Awaited<ReturnType<typeof fillChain>>;
  blocks: number;
};

/** Each app asks for the head so often: an act comes at any moment between two askings. */
const pollMs = 200;
const lookAgainMs = 5;

/**
 * Ms from a mined block, with a mint or a move in it, until the API's answer shows it, and until the bare app's table has it:
 * both of the same blocks, at the same time.
 */
export async function measureBlocks({ postgres, filled, blocks }: Blocks) {
  const { flux, anvil, garments } = filled;
  const world = { databaseUrl: postgres.url, rpcUrl: anvil.rpcUrl, deployment: flux.deployment };
  // Ponder keeps what it read from a node beside an app's tables: two apps would read for each other.
  const ofBare = { ...world, databaseUrl: await createDatabase(postgres, "blocks_bare") };
  const serials = Array.from({ length: Math.ceil(blocks / 2) }, (_, index) => garments + 1 + index);
  const [books, table] = [world, ofBare].map(
    ({ databaseUrl }) => new pg.Client({ connectionString: databaseUrl }),
  ) as [pg.Client, pg.Client];
  await Promise.all([books.connect(), table.connect()]);
  await stock(books, batchId, serials);
  const apps = await Promise.all([startIndexer(world), startBare(ofBare)]);
  const api = await startApi(world);
  const { chain, onGarment } = flux;
  const sendMint = (serial: number) => {
    const [tagHash, orderRef] = [keccak256(toHex(serial)), keccak256(toHex(serial + 1e6))];
    const mint = { to: asha.address, tokenId: tokenIdOf(batchId, serial), tagHash, orderRef };
    return chain.writeContract({ ...onGarment, functionName: "mintProduct", args: [mint] });
  };
  const sendTransfer = (tokenId: bigint) =>
    chain.writeContract({
      ...{ ...onGarment, account: asha, functionName: "transferFrom" },
      args: [asha.address, ravi.address, tokenId],
    });
  const took: Record<"ours" | "bare", number[]> = { ours: [], bare: [] };
  try {
    await Promise.all(apps.map((app) => app.ready()));
    for (const serial of serials) {
      const tokenId = tokenIdOf(batchId, serial);
      const inBare = async () => {
        const { rows } = await table.query<{ moves: number }>(
          "select count(*)::int as moves from bare.transfer where token_id = $1",
          [tokenId.toString()],
        );
        return rows[0]?.moves ?? 0;
      };
      for (const moves of [1, 2]) {
        await pause(Math.random() * pollMs);
        await (moves === 1 ? sendMint(serial) : sendTransfer(tokenId));
        await chain.mine({ blocks: 1 });
        const minedMs = performance.now();
        const until = async (count: () => Promise<number>) => {
          while ((await count()) < moves) await pause(lookAgainMs);
          return performance.now() - minedMs;
        };
        const [ours, bare] = await Promise.all([until(() => api.movesOf(tokenId)), until(inBare)]);
        took.ours.push(ours);
        took.bare.push(bare);
      }
    }
  } finally {
    await Promise.all([api.close(), books.end(), table.end(), ...apps.map((app) => app.stop("SIGKILL"))]);
  }
  const at = (share: number) => ({ ours: percentile(took.ours, share), bare: percentile(took.bare, share) });
  return { median: at(0.5), p95: at(0.95) };
}
