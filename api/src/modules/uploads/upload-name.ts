import { createHash } from "node:crypto";
import { type UploadKind, uploadKinds } from "./kinds.ts";

/** `avatar-<SHA-256, hex>.webp`: the same bytes have the same name, and a name never gets other bytes. */
export const uploadNamePattern = new RegExp(`^(${Object.keys(uploadKinds).join("|")})-[0-9a-f]{64}\\.webp$`);

export function uploadName(kind: UploadKind, bytes: Uint8Array): string {
  return `${kind}-${createHash("sha256").update(bytes).digest("hex")}.webp`;
}

/** Where a browser finds an upload: a path of the API. */
export function uploadPath(name: string): string {
  return `/api/uploads/${name}`;
}
