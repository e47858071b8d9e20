import { and, eq, lt, sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { doubtOf } from "../../restored/doubt.ts";
import { addressOfKey, counterDigest, counterOf, signersOf } from "./halo.ts";
import type { Read, Scan, TapRefusal } from "./scan.ts";
import { tapCounters } from "./tables.ts";

type UrlScan = Extract<Scan, { kind: "url" }>;

/**
 * Reads the rolling URL that a phone opens by itself when it is held to the chip. The chip counts its reads,
 * so a URL that was photographed or forwarded is old as soon as anybody taps again.
 */
export function readUrlTap({ pk2, rnd, rndsig }: UrlScan): Read | TapRefusal {
  const shown = addressOfKey(pk2);
  if (!signersOf(counterDigest(rnd), rndsig).includes(shown)) return "bad_signature";
  const counter = counterOf(rnd);
  return {
    signers: [shown],
    async spend(tx, { id: garmentId }) {
      if ((await doubtOf(tx)) !== null || (await noteStale(tx, { garmentId, counter }))) return "stale";
      // Compare and set in one statement: of a thousand copies at once, one rises the counter.
      const risen = await tx
        .insert(tapCounters)
        .values({ garmentId, lastCounter: counter })
        .onConflictDoUpdate({
          target: tapCounters.garmentId,
          set: { lastCounter: counter },
          setWhere: sql`${tapCounters.lastCounter} < ${counter} and not ${tapCounters.stale}`,
        })
        .returning({ garmentId: tapCounters.garmentId });
      return risen.length > 0 ? { counter } : "counter_replayed";
    },
  };
}

/**
 * What a chip shows first after a restore is noted and proves nothing: its counter may have been shown in the time that
 * the books forgot. What it shows next is higher, and counts.
 */
async function noteStale(tx: Tx, { garmentId, counter }: { garmentId: string; counter: number }) {
  const noted = await tx
    .update(tapCounters)
    .set({ lastCounter: counter, stale: false })
    .where(
      and(
        eq(tapCounters.garmentId, garmentId),
        eq(tapCounters.stale, true),
        lt(tapCounters.lastCounter, counter),
      ),
    )
    .returning({ garmentId: tapCounters.garmentId });
  return noted.length > 0;
}
