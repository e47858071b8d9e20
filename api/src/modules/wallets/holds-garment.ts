import type { Deps } from "../../deps.ts";
import { countHeld } from "./count-held.ts";
import { walletsOf } from "./queries.ts";

/** Whether a person holds a garment, in custody or in a wallet of theirs: the chain's word. Throws the `gateErrors`. */
export async function holdsGarment(deps: Pick<Deps, "db" | "chain">, userId: string): Promise<boolean> {
  const wallets = await walletsOf(deps.db, userId);
  const held = await Promise.all(wallets.map(({ address }) => countHeld(deps, address)));
  return held.some((garments) => garments > 0n);
}
