import { and, eq, inArray, ne } from "drizzle-orm";
import type { Hex } from "viem";
import type { Tx } from "../db/client.ts";
import { mints } from "./tables.ts";

/** The first word of why a mint is parked whose token the chain gave to another order. */
export const takenOnChain = "taken_on_chain";

/** Parks the mint of a token that exists for another order than the mint's. Returns its id; null when there is none to park. */
export async function parkTakenMint(
  tx: Tx,
  { tokenId, orderRef }: { tokenId: bigint; orderRef: Hex },
): Promise<string | null> {
  const [parked] = await tx
    .update(mints)
    .set({ state: "parked", failure: `${takenOnChain}: its token was minted for another order, ${orderRef}` })
    .where(
      and(
        eq(mints.tokenId, tokenId),
        ne(mints.orderRef, orderRef),
        inArray(mints.state, ["queued", "signed", "sent"]),
      ),
    )
    .returning({ id: mints.id });
  return parked?.id ?? null;
}
