import { cidOfFile, cidsOfFolder } from "./cids.ts";
import { mimeOf } from "./mime.ts";
import type { PinnedFile, PinStore } from "./store.ts";

export interface PinWish {
  name: string;
  network: "public" | "private";
  groupId: string | null;
  keyvalues: Record<string, string>;
}

/** Pins one file. The same bytes again give the record there is, marked as a duplicate. */
export async function pinFile(store: PinStore, file: File, wish: PinWish) {
  const content = new Uint8Array(await file.arrayBuffer());
  const cid = await cidOfFile(content);
  const mime_type = file.type && file.type !== "application/octet-stream" ? file.type : mimeOf(file.name);
  store.addBytes(cid, content, mime_type);
  return record(store, wish, { cid, size: content.length, number_of_files: 1, mime_type });
}

/**
 * Pins a folder: file names carry the path, "folder/1.json". Pinata drops the outermost name, so the CID is
 * the folder itself and `/ipfs/<cid>/1.json` works.
 */
export async function pinFolder(store: PinStore, files: File[], wish: PinWish) {
  const sources = await Promise.all(
    files.map(async (file) => ({
      path: file.name.split("/").slice(1).join("/"),
      content: new Uint8Array(await file.arrayBuffer()),
      type: file.type,
    })),
  );
  const imported = await cidsOfFolder(sources);
  const cidAt = new Map(imported.map(({ path, cid }) => [path, cid]));
  for (const { path, content, type } of sources) {
    const cid = cidAt.get(path);
    if (cid) store.addBytes(cid, content, mimeOf(path, type));
  }
  const files_ = new Set(sources.map(({ path }) => path));
  for (const { path, cid } of imported)
    if (!files_.has(path)) store.addFolder(cid, entriesOf(path, imported));
  const cid = cidAt.get("");
  if (cid === undefined) throw new Error("The importer gave no folder.");
  const size = sources.reduce((sum, { content }) => sum + content.length, 0);
  return record(store, wish, { cid, size, number_of_files: sources.length, mime_type: "directory" });
}

function entriesOf(folder: string, imported: { path: string; cid: string }[]): Record<string, string> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const inside = imported.filter(({ path }) => path !== folder && path.startsWith(prefix));
  const direct = inside.filter(({ path }) => !path.slice(prefix.length).includes("/"));
  return Object.fromEntries(direct.map(({ path, cid }) => [path.slice(prefix.length), cid]));
}

function record(
  store: PinStore,
  { name, network, groupId, keyvalues }: PinWish,
  facts: Pick<PinnedFile, "cid" | "size" | "number_of_files" | "mime_type">,
): PinnedFile & { is_duplicate?: true } {
  const before = store.files.values().find((file) => file.cid === facts.cid && file.network === network);
  if (before) return { ...before, is_duplicate: true };
  const file: PinnedFile = {
    id: crypto.randomUUID(),
    user_id: "00000000-0000-4000-8000-000000000001",
    group_id: groupId,
    name,
    ...facts,
    created_at: new Date().toISOString(),
    keyvalues,
    vectorized: false,
    network,
  };
  store.files.set(file);
  return file;
}
