import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openTable } from "../table.ts";

/** A file record of Pinata's v3 API. Source: docs.pinata.cloud/sdk/types/uploads, /files. */
export interface PinnedFile {
  id: string;
  user_id: string;
  group_id: string | null;
  name: string;
  cid: string;
  created_at: string;
  size: number;
  number_of_files: number;
  mime_type: string;
  keyvalues: Record<string, string>;
  vectorized: boolean;
  network: "public" | "private";
}

/** What the gateway can show under a CID: bytes, or a folder of names. */
export interface Node {
  /** The CID. */
  id: string;
  mimeType?: string;
  entries?: Record<string, string>;
}

export type PinStore = ReturnType<typeof openPins>;

/** Records, folders and bytes, on disk or in memory. Bytes are files named by their CID. */
export function openPins(dataDir: string | undefined) {
  const at = (name: string) => (dataDir ? join(dataDir, name) : undefined);
  const files = openTable<PinnedFile>(at("files.jsonl"));
  const nodes = openTable<Node>(at("nodes.jsonl"));
  const memory = new Map<string, Uint8Array>();
  const folder = at("content");
  if (folder) mkdirSync(folder, { recursive: true });

  return {
    files,
    node: nodes.get,
    bytes(cid: string): Uint8Array | undefined {
      if (!folder) return memory.get(cid);
      const file = join(folder, cid);
      return existsSync(file) ? readFileSync(file) : undefined;
    },
    addBytes(cid: string, content: Uint8Array, mimeType: string): void {
      if (nodes.get(cid)) return;
      if (folder) {
        writeFileSync(join(folder, `${cid}.new`), content);
        renameSync(join(folder, `${cid}.new`), join(folder, cid));
      } else memory.set(cid, content);
      nodes.set({ id: cid, mimeType });
    },
    /** As if nobody on earth had the pin any more: its record, its folders and its bytes are gone. */
    forget(cid: string): void {
      if (!nodes.get(cid)) return;
      for (const below of Object.values(nodes.get(cid)?.entries ?? {})) this.forget(below);
      for (const file of files.values().filter((each) => each.cid === cid)) files.delete(file.id);
      nodes.delete(cid);
      memory.delete(cid);
      if (folder) rmSync(join(folder, cid), { force: true });
    },
    addFolder(cid: string, entries: Record<string, string>): void {
      if (!nodes.get(cid)) nodes.set({ id: cid, entries });
    },
  };
}
