import type { IpfsFile } from "./ipfs.ts";

/** A value as a file. Its bytes, and so its CID, follow from the order of its fields. */
export function jsonFile(path: string, value: unknown): IpfsFile {
  return { path, content: new TextEncoder().encode(JSON.stringify(value)), type: "application/json" };
}
