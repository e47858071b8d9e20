import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { users } from "./tables.ts";

/**
 * Gives a person the number (E.164) that they just proved, in place of the one before. False for who deleted their account
 * meanwhile: nothing of them comes back.
 */
export async function setPhone(
  tx: Tx,
  { userId, phone }: { userId: string; phone: string },
): Promise<boolean> {
  const changed = await tx
    .update(users)
    .set({ phone, phoneVerified: true, updatedAt: new Date() })
    .where(and(eq(users.id, userId), isNull(users.deletedAt)));
  return changed.rowCount === 1;
}
