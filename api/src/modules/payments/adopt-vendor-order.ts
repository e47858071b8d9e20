import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../db/client.ts";
import { payments } from "./tables.ts";

type VendorOrder = { providerOrderId: string; receipt: string };

/** Notes a vendor's order on the payment that asked for it, whose answer never came into these books. False: there is none. */
export async function adoptVendorOrder(db: Db, { providerOrderId, receipt }: VendorOrder): Promise<boolean> {
  const id = z.uuid().safeParse(receipt.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
  if (!id.success) return false;
  const adopted = await db
    .update(payments)
    .set({ providerOrderId, state: "open" })
    .where(and(eq(payments.id, id.data), isNull(payments.providerOrderId)))
    .returning({ id: payments.id });
  return adopted.length > 0;
}
