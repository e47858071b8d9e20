import { importer } from "ipfs-unixfs-importer";
import type { IpfsFile } from "./ipfs.ts";

/**
 * The ways in which folders are cut into blocks today; each gives a CID of its own, and each CID proves the very bytes. The
 * first is kubo's `add --cid-version=1`, which Pinata uses when its SDK asks for version 1; the second is IPIP-499's profile.
 */
const ways = [
  { profile: "unixfs-v0-2015", cidVersion: 1, rawLeaves: true },
  { profile: "unixfs-v1-2025" },
] as const;

/** Only the names of the blocks are wanted. */
const nowhere = { put: async (cid: unknown) => cid as never };

/** Every CID that a folder of these files may have (UnixFS, specs.ipfs.tech/unixfs). */
export async function cidsOf(files: IpfsFile[]): Promise<string[]> {
  const cids = await Promise.all(ways.map((way) => cidOf(files, way)));
  return [...new Set(cids)];
}

async function cidOf(files: IpfsFile[], way: (typeof ways)[number]): Promise<string> {
  let root: string | undefined;
  // The folder itself comes last.
  for await (const { cid } of importer(files, nowhere, { ...way, wrapWithDirectory: true }))
    root = cid.toString();
  if (root === undefined) throw new Error("a folder without files has no CID");
  return root;
}
