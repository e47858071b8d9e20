import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { z } from "zod";
import { batch as chainBatch } from "../../db/chain.ts";
import { inViews } from "../../db/in-views.ts";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { batches, garments } from "./tables.ts";
import { withdrawFree } from "./withdraw-garments.ts";

type NoteDeps = Pick<Deps, "db" | "chain" | "log">;

/**
 * Each minute: writes down which batches the chain has vaulted, once no reorganisation takes that back, and takes what is left
 * of them out of sale. A vault is for ever, so the note can be late, never wrong; the catalogue needs no views for it.
 */
export const noteVaultedBatches = defineJob({
  name: "note-vaulted-batches",
  payload: z.object({}),
  cron: "* * * * *",
  retry: { retryLimit: 0 },
  async run(deps: NoteDeps) {
    for (const { batchId, atSec } of await readVaulted(deps)) {
      const vaultedAt = new Date(atSec * 1_000);
      await deps.db.update(batches).set({ vaultedAt }).where(eq(batches.id, batchId));
      deps.log.info({ batchId }, "a batch is vaulted");
    }
    // Also what an unpaid order gave back since.
    const withPieces = await deps.db
      .selectDistinct({ id: batches.id })
      .from(batches)
      .innerJoin(garments, and(eq(garments.batchId, batches.id), eq(garments.state, "available")))
      .where(isNotNull(batches.vaultedAt));
    for (const { id } of withPieces) await deps.db.transaction((tx) => withdrawFree(tx, id));
  },
});

/** What the views say is vaulted and we have not written down; nothing while there are no views. */
async function readVaulted({ db, chain }: Pick<NoteDeps, "db" | "chain">) {
  const open = await db.select({ id: batches.id }).from(batches).where(isNull(batches.vaultedAt));
  if (open.length === 0) return [];
  const ids = open.map(({ id }) => id);
  const vaulted = await inViews(db, (tx) =>
    tx
      .select({
        batchId: chainBatch.batchId,
        atSec: chainBatch.vaultedAtSec,
        block: chainBatch.vaultedBlock,
      })
      .from(chainBatch)
      .where(and(inArray(chainBatch.batchId, ids), eq(chainBatch.vaulted, true))),
  );
  const final = [];
  for (const { batchId, atSec, block } of vaulted ?? [])
    if (atSec !== null && block !== null && (await chain.isFinal(BigInt(block))))
      final.push({ batchId, atSec });
  return final;
}
