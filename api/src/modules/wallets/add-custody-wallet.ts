import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { requireReconciled } from "../../restored/doubt.ts";
import { wallets } from "./tables.ts";

/**
 * Gives a person the next address of custody. Throws `reconciling` after a restore: the next number may be that of
 * somebody whom the books forgot.
 */
export async function addCustodyWallet(
  { custody }: Pick<Deps, "custody">,
  tx: Tx,
  { userId }: { userId: string },
) {
  await requireReconciled(tx);
  const { rows } = await tx.execute<{ index: number }>(
    sql`select nextval('flux.custody_index')::integer as index`,
  );
  const derivationIndex = rows[0]?.index;
  if (derivationIndex === undefined) throw new Error("the custody sequence gave no number");
  const address = await custody.addressOf(derivationIndex);
  await tx.insert(wallets).values({ userId, address, kind: "custody", derivationIndex });
}
