import { type Address, getAddress } from "viem";
import type { SessionUser } from "../../caller.ts";
import type { Db } from "../../db/client.ts";
import { walletsOf } from "../wallets/queries.ts";

/** Who looks at a twin: the addresses that are theirs. None for a stranger. */
export type Reader = { addresses: Address[] };

export async function readerOf(db: Db, user: SessionUser | null): Promise<Reader> {
  const wallets = user ? await walletsOf(db, user.id) : [];
  return { addresses: wallets.map(({ address }) => getAddress(address)) };
}
