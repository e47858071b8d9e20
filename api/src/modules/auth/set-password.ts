import type { Tx } from "../../db/client.ts";
import { passwords } from "./tables.ts";

/** Gives a person a password, their first or in place of the one before. */
export async function setPassword(tx: Tx, { userId, hash }: { userId: string; hash: string }) {
  const changedAt = new Date();
  await tx
    .insert(passwords)
    .values({ userId, hash, changedAt })
    .onConflictDoUpdate({ target: passwords.userId, set: { hash, changedAt } });
}
