import { and, eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { userErrors } from "./errors.ts";
import { mostAddresses } from "./limits.ts";
import { lockPerson } from "./lock-person.ts";
import { addressesOf } from "./queries.ts";
import { addresses } from "./tables.ts";

type Address = Omit<typeof addresses.$inferInsert, "id" | "userId" | "isDefault" | "createdAt">;
type AddAddress = { userId: string; address: Address; isDefault: boolean };

/** Keeps another address of a person; their first is the default. Throws `too_many_addresses`. */
export async function addAddress({ db }: Pick<Deps, "db">, { userId, address, isDefault }: AddAddress) {
  return db.transaction(async (tx) => {
    await lockPerson(tx, userId);
    const kept = await tx.$count(addresses, eq(addresses.userId, userId));
    if (kept >= mostAddresses) throw userErrors.too_many_addresses({ most: mostAddresses });
    const first = kept === 0;
    if (isDefault) await clearDefault(tx, userId);
    const [row] = await tx
      .insert(addresses)
      .values({ ...address, line2: address.line2 ?? null, userId, isDefault: isDefault || first })
      .returning();
    if (!row) throw new Error("the insert of an address returned no row");
    return row;
  });
}

/** Writes an address anew. One is always the default: it passes by making another it. Throws `address_not_found`. */
export async function changeAddress(
  { db }: Pick<Deps, "db">,
  { userId, addressId, address, isDefault }: AddAddress & { addressId: string },
) {
  return db.transaction(async (tx) => {
    await lockPerson(tx, userId);
    const theirs = and(eq(addresses.id, addressId), eq(addresses.userId, userId));
    const [before] = await tx.select({ isDefault: addresses.isDefault }).from(addresses).where(theirs);
    if (!before) throw userErrors.address_not_found();
    if (isDefault && !before.isDefault) await clearDefault(tx, userId);
    const [row] = await tx
      .update(addresses)
      .set({ ...address, line2: address.line2 ?? null, isDefault: isDefault || before.isDefault })
      .where(theirs)
      .returning();
    if (!row) throw userErrors.address_not_found();
    return row;
  });
}

/** Forgets an address; orders keep their copy. Was it the default, the newest left is. Throws `address_not_found`. */
export async function removeAddress(
  { db }: Pick<Deps, "db">,
  { userId, addressId }: { userId: string; addressId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPerson(tx, userId);
    const theirs = and(eq(addresses.id, addressId), eq(addresses.userId, userId));
    const [gone] = await tx.delete(addresses).where(theirs).returning({ isDefault: addresses.isDefault });
    if (!gone) throw userErrors.address_not_found();
    if (!gone.isDefault) return;
    const [newest] = await addressesOf(tx, userId);
    if (newest) await tx.update(addresses).set({ isDefault: true }).where(eq(addresses.id, newest.id));
  });
}

async function clearDefault(tx: Tx, userId: string) {
  await tx.update(addresses).set({ isDefault: false }).where(eq(addresses.userId, userId));
}
