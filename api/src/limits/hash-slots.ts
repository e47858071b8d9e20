import pLimit from "p-limit";
import { httpErrors } from "../errors.ts";
import { networkOf } from "./rate-limits.ts";

/**
 * Places for password hashes, each some 15 ms of a core and 19 MB, in this process. Two at a time leave half of Node's
 * thread pool to names and files; what waits is bounded, in all and for one network, so that a flood from one leaves
 * the others their turn. Who finds no place is told to come back (429).
 */
export function createHashSlots({ atOnce = 2, most = 64, mostOfNetwork = 32 } = {}) {
  const queue = pLimit(atOnce);
  const ofNetwork = new Map<string, number>();

  return async function hash<T>(ip: string, work: () => Promise<T>): Promise<T> {
    const network = networkOf(ip);
    const held = ofNetwork.get(network) ?? 0;
    const taken = queue.activeCount + queue.pendingCount;
    if (held >= mostOfNetwork || taken >= most) throw httpErrors.too_many_requests({ retryAfterSec: 2 });
    ofNetwork.set(network, held + 1);
    try {
      return await queue(work);
    } finally {
      const left = (ofNetwork.get(network) ?? 1) - 1;
      if (left > 0) ofNetwork.set(network, left);
      else ofNetwork.delete(network);
    }
  };
}
