import type { Ask } from "./ask-anvil.ts";

/**
 * Sets anvil's clock to the machine's, or ahead of it by as much as `headSec`, the time of its last block, is: no block is older
 * than the one before it. anvil keeps its clock as a distance from the machine's, which is not 0 to begin with when the second
 * turned while anvil started.
 */
export async function setClock(ask: Ask, headSec: number) {
  // Moved by nothing, anvil answers with its distance.
  const distanceSec = await ask<number>("evm_increaseTime", 0);
  const wantedSec = Math.max(0, headSec - Math.floor(Date.now() / 1000));
  await ask("evm_increaseTime", Math.max(0, wantedSec - distanceSec));
}
