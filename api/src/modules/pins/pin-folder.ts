import type { Ipfs, IpfsFile } from "../../adapters/ipfs/ipfs.ts";
import type { Deps } from "../../deps.ts";
import { pinFiles, pins } from "./tables.ts";

/** A parameter of a statement is 16 bits wide: rows of four, well below. */
const rowsAtOnce = 1_000;

type PinFolder = {
  /** What the vendor lists it by. */
  name: string;
  files: IpfsFile[];
};

/**
 * Puts a folder on IPFS and keeps its bytes, so that it can be put there again. Returns its CID; safe to repeat. Throws
 * WrongCidError, and then nothing is kept.
 */
export async function pinFolder(
  { db, ipfs }: Pick<Deps, "db"> & { ipfs: Ipfs },
  { name, files }: PinFolder,
): Promise<string> {
  const cid = await ipfs.pinFolder(name, files);
  await db.transaction(async (tx) => {
    await tx.insert(pins).values({ cid, name }).onConflictDoNothing();
    for (let from = 0; from < files.length; from += rowsAtOnce) {
      const rows = files.slice(from, from + rowsAtOnce).map((file) => ({ cid, ...file }));
      await tx.insert(pinFiles).values(rows).onConflictDoNothing();
    }
  });
  return cid;
}
