import type { PublicClient } from "viem";
import { chainErrors } from "./errors.ts";

/** What a node says of its newest block. */
export type Head = {
  number: bigint;
  /** Its own time, in Unix seconds. */
  atSec: number;
  /** How old it is, in seconds: by its own time or by how long we have seen it stand still, whichever is more. */
  ageSec: number;
  /** A chain that mines on demand has no old head. */
  isOld: boolean;
};

/** One node of RPC_URL, as it is asked when a right depends on what it says. */
export type Witness = {
  client: PublicClient;
  /** Its newest block, whatever its age. */
  look(): Promise<Head>;
  /** The number of its newest block. Throws `chain_stands_still`: a node that follows its chain no longer shows who held what before. */
  freshHead(): Promise<bigint>;
};

type Patience = {
  maxHeadAgeSec: number;
  /** The embedded chain mines when it is asked to, and stands still rightly when nobody does. */
  minesOnDemand: boolean;
};

export function createWitness(client: PublicClient, { maxHeadAgeSec, minesOnDemand }: Patience): Witness {
  const seen = { hash: "", sinceMs: 0 };

  async function look(): Promise<Head> {
    const { hash, number, timestamp } = await client.getBlock();
    const nowMs = performance.now();
    if (hash !== seen.hash) Object.assign(seen, { hash, sinceMs: nowMs });
    // Either clock alone may be wrong: ours may be set back, and a block's time is what its node says.
    const ageSec = Math.max(Date.now() / 1000 - Number(timestamp), (nowMs - seen.sinceMs) / 1000);
    return {
      ...{ number, atSec: Number(timestamp), ageSec: Math.max(0, Math.floor(ageSec)) },
      isOld: !minesOnDemand && ageSec > maxHeadAgeSec,
    };
  }

  return {
    client,
    look,
    async freshHead() {
      let head = await look();
      if (head.ageSec > maxHeadAgeSec && minesOnDemand) {
        // Whether it still follows its chain shows when a block is asked of it.
        await client.request<{ Method: "evm_mine"; Parameters?: undefined; ReturnType: string }>({
          method: "evm_mine",
        });
        head = await look();
      }
      const { number, ageSec } = head;
      if (ageSec > maxHeadAgeSec) throw chainErrors.chain_stands_still({ ageSec, retryAfterSec: 5 });
      return number;
    },
  };
}
