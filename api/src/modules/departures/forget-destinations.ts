import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { departures, destinations } from "./tables.ts";

/** Takes away where somebody sent garments, as far as the chain does not say it itself. */
export async function forgetDestinations(tx: Tx, userId: string): Promise<void> {
  await tx.delete(destinations).where(eq(destinations.userId, userId));
  await tx.delete(departures).where(and(eq(departures.userId, userId), ne(departures.state, "sent")));
}
