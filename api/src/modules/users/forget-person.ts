import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { exchangeUploads } from "../uploads/exchange-uploads.ts";
import { addresses, notificationChoices, users, wishes } from "./tables.ts";

/** Takes everything off a person's row that says who they were. The row stays: their orders point at it. */
export async function forgetPerson(deps: Pick<Deps, "jobs">, tx: Tx, userId: string): Promise<void> {
  await tx.delete(addresses).where(eq(addresses.userId, userId));
  await tx.delete(wishes).where(eq(wishes.userId, userId));
  const [person] = await tx.select({ image: users.image }).from(users).where(eq(users.id, userId));
  if (person?.image) await exchangeUploads(deps, tx, { comes: [], goes: [person.image] });
  await tx.delete(notificationChoices).where(eq(notificationChoices.userId, userId));
  const nobody = {
    name: "Deleted account",
    email: null,
    emailVerified: false,
    username: null,
    phone: null,
    phoneVerified: false,
    image: null,
    blockedFor: null,
    note: null,
  };
  const now = new Date();
  await tx
    .update(users)
    .set({ ...nobody, role: "customer", deletedAt: now, updatedAt: now })
    .where(eq(users.id, userId));
}
