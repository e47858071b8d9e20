import { createHash } from "node:crypto";

/** What the database keeps of a random secret that somebody carries (a link, a cookie): a copy of it opens nothing. */
export function hashSecret(secret: string) {
  return createHash("sha256").update(secret).digest("hex");
}
