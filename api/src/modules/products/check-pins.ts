import { fluxGarmentAbi } from "@flux/contracts";
import { z } from "zod";
import { revertOf } from "../../adapters/chain/revert-of.ts";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { checkPin } from "../pins/check-pin.ts";
import { cidIn, listPins } from "../pins/queries.ts";
import { listBatches } from "../stock/queries.ts";

type CheckDeps = Pick<Deps, "db" | "jobs" | "chain" | "log">;

/**
 * Four times a day: looks after every folder that FLUX put on IPFS, each in a job of its own, and says which addresses are
 * named on chain, or about to be, that are none of ours: those cannot be pinned again.
 */
export const checkPins = defineJob({
  name: "check-pins",
  payload: z.object({}),
  cron: "20 */6 * * *",
  retry: { retryLimit: 3, retryDelay: 60, retryBackoff: true },
  async run({ db, jobs, chain, log }: CheckDeps) {
    const pins = await listPins(db);
    await db.transaction(async (tx) => {
      for (const { cid } of pins) await jobs.add(tx, checkPin, { cid });
    });
    const ours = new Set(pins.map(({ cid }) => cid));
    const strangers = (await namedAddresses({ db, chain })).filter(({ uri }) => !ours.has(cidIn(uri) ?? ""));
    if (strangers.length === 0) return;
    log.error({ strangers }, "metadata that is kept nowhere: if IPFS loses it, nobody here can pin it again");
    throw new Error(`${strangers.length} addresses of metadata are not ours`);
  },
});

/** Every address of metadata: what the chain says, and what the next opening would say. */
async function namedAddresses({ db, chain }: Pick<CheckDeps, "db" | "chain">) {
  const garment = { address: chain.contracts.FluxGarment, abi: fluxGarmentAbi } as const;
  const batches = await listBatches(db);
  const collection = await chain.client.readContract({ ...garment, functionName: "contractURI" });
  const onChain = await Promise.all(
    batches.map(async ({ id, uri }) => {
      try {
        const batch = await chain.client.readContract({
          ...garment,
          functionName: "batchOf",
          args: [BigInt(id)],
        });
        return [batch.uri];
      } catch (error) {
        if (revertOf(error)?.data?.errorName !== "FluxGarmentBatchUnknown") throw error;
        return uri === null ? [] : [uri];
      }
    }),
  );
  const ofBatches = batches.flatMap(({ id }, at) =>
    (onChain[at] ?? []).map((uri) => ({ what: `batch ${id}`, uri })),
  );
  return [...ofBatches, ...(collection ? [{ what: "collection", uri: collection }] : [])];
}
