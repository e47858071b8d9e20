import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { carts } from "./tables.ts";

/** Takes a person's cart away. */
export async function dropCart(tx: Tx, userId: string): Promise<void> {
  await tx.delete(carts).where(eq(carts.userId, userId));
}
