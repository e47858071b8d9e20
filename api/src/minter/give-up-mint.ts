import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { NeverMinted } from "./prove-never-minted.ts";
import { signedFor } from "./signed-for.ts";
import { mints } from "./tables.ts";

/**
 * Gives up, for ever, a parked mint that was proved never to happen (or dead, where a person decides), in the transaction that gives its buyer something else.
 * False, and nothing is changed, when somebody ended or retried it since, or signed anything for it.
 */
export async function giveUpMint(
  tx: Tx,
  { mint, signed }: Pick<NeverMinted, "mint" | "signed">,
): Promise<boolean> {
  const [parked] = await tx
    .select({ id: mints.id })
    .from(mints)
    .where(and(eq(mints.id, mint.id), eq(mints.state, "parked")))
    .for("update");
  if (!parked) return false;
  if ((await signedFor(tx, mint)).length !== signed) return false;
  await tx.update(mints).set({ state: "given_up" }).where(eq(mints.id, mint.id));
  return true;
}
