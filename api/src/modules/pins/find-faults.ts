import pLimit from "p-limit";
import type { Ipfs, IpfsFile } from "../../adapters/ipfs/ipfs.ts";

/** A gateway's limit is by the minute; this keeps it busy without a storm. */
const readsAtOnce = 8;

export type PinFault = { path: string; fault: "missing" | "other bytes" };

/** Reads files back and says which are not what was pinned. Throws when the gateway cannot say. */
export async function findFaults(ipfs: Ipfs, cid: string, files: IpfsFile[]): Promise<PinFault[]> {
  const found = await pLimit(readsAtOnce).map(files, async ({ path, content }): Promise<PinFault[]> => {
    const served = await ipfs.read(cid, path);
    if (served === null) return [{ path, fault: "missing" }];
    return Buffer.from(content).equals(served) ? [] : [{ path, fault: "other bytes" }];
  });
  return found.flat();
}
