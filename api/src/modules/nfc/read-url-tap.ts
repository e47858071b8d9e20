import { sql } from "drizzle-orm";
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
      // Compare and set in one statement: of a thousand copies at once, one rises the counter.
      const risen = await tx
        .insert(tapCounters)
        .values({ garmentId, lastCounter: counter })
        .onConflictDoUpdate({
          target: tapCounters.garmentId,
          set: { lastCounter: counter },
          setWhere: sql`${tapCounters.lastCounter} < ${counter}`,
        })
        .returning({ garmentId: tapCounters.garmentId });
      return risen.length > 0 ? { counter } : "counter_replayed";
    },
  };
}
