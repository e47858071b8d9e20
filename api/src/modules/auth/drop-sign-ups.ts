import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { registrations } from "./tables.ts";

/** Ends every sign-up of an address: it is somebody's now. */
export async function dropSignUps(tx: Tx, email: string): Promise<void> {
  await tx.delete(registrations).where(eq(registrations.email, email));
}
