import { getMimeType } from "hono/utils/mime";

/** Type by file name, else the type given, else bytes. */
export function mimeOf(name: string, given = ""): string {
  return getMimeType(name) ?? (given || "application/octet-stream");
}
