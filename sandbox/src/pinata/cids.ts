import { importer } from "ipfs-unixfs-importer";

export interface SourceFile {
  /** "1.json" or "images/front.webp", below the folder's root. */
  path: string;
  content: Uint8Array;
}

export interface Imported {
  path: string;
  cid: string;
}

/**
 * As `ipfs add --cid-version=1 --raw-leaves` (kubo's defaults with CID version 1): 256 KiB chunks, balanced
 * with 174 links. One chunk is a raw block ("bafkrei…"), more become a dag-pb node ("bafybei…").
 */
const asKubo = { profile: "unixfs-v0-2015", cidVersion: 1, rawLeaves: true } as const;

/** Blocks are not kept: the gateway serves whole files, which we store by CID. */
const nowhere = { put: async (cid: unknown) => cid as never };

/** CID of one file's bytes. */
export async function cidOfFile(content: Uint8Array): Promise<string> {
  const [file] = await collect([{ path: "file", content }], false);
  if (!file) throw new Error("The importer gave no CID.");
  return file.cid;
}

/** CIDs of every file and folder; the root has the path "". */
export async function cidsOfFolder(files: SourceFile[]): Promise<Imported[]> {
  return collect(files, true);
}

async function collect(files: SourceFile[], wrapWithDirectory: boolean): Promise<Imported[]> {
  const found: Imported[] = [];
  for await (const entry of importer(files, nowhere, { ...asKubo, wrapWithDirectory }))
    found.push({ path: entry.path ?? "", cid: entry.cid.toString() });
  return found;
}
