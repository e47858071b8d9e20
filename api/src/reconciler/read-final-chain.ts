import type { Deployment } from "@flux/contracts";
import type { Chain } from "../adapters/chain/chain.ts";
import { readChain } from "../auditor/read-chain.ts";
import type { Progress } from "../auditor/read-logs.ts";

const askAgainMs = 500;

type ReadFinal = { chain: Chain; rpcUrl: string; onProgress?: (progress: Progress) => void };

/**
 * Everything that FLUX's contract says, at a block that no reorganisation takes back any more: the newest is read, and
 * waited for until it is final. Replaced meanwhile, it is read anew. Throws what `readChain` throws.
 */
export async function readFinalChain({ chain, rpcUrl, onProgress }: ReadFinal) {
  const deployment: Deployment = chain.contracts;
  for (;;) {
    const { block, facts } = await readChain({ rpcUrl, deployment, ...(onProgress && { onProgress }) });
    while (!(await chain.isFinal(block.number))) await new Promise((done) => setTimeout(done, askAgainMs));
    const { hash } = await chain.client.getBlock({ blockNumber: block.number });
    if (hash === block.hash) return { block, facts };
  }
}
