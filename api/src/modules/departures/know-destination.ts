import { and, eq, sql } from "drizzle-orm";
import type { Address } from "viem";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { destinations } from "./tables.ts";

type Known = { userId: string; to: Address; waitHours: number };

/**
 * Until when a garment for this address waits; null when it may go at once. An address that is new to its person is
 * written down with the end of its wait, which holds for all that is sent there until then. Its person's row must be held.
 */
export async function knowDestination(
  deps: Pick<Deps, "log">,
  tx: Tx,
  { userId, to, waitHours }: Known,
): Promise<Date | null> {
  const address = to.toLowerCase();
  const [added] = await tx
    .insert(destinations)
    .values({ userId, address, freeFrom: sql`now() + ${waitHours} * interval '1 hour'` })
    .onConflictDoNothing()
    .returning({ freeFrom: destinations.freeFrom });
  if (added) {
    await writeAudit(tx, deps, {
      ...{ actor: userId, act: "destination_added", subject: userId },
      details: { address: to, freeFrom: added.freeFrom.toISOString() },
    });
  }
  const [waits] = await tx
    .select({ freeFrom: destinations.freeFrom })
    .from(destinations)
    .where(
      and(
        eq(destinations.userId, userId),
        eq(destinations.address, address),
        sql`${destinations.freeFrom} > now()`,
      ),
    );
  return waits?.freeFrom ?? null;
}
