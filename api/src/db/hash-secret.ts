import { createHash, randomBytes } from "node:crypto";

/** A secret that somebody carries (a link, a cookie): 256 random bits, of signs that an address may hold. */
export const newSecret = () => randomBytes(32).toString("base64url");

/** What the database keeps of a random secret that somebody carries (a link, a cookie): a copy of it opens nothing. */
export function hashSecret(secret: string) {
  return createHash("sha256").update(secret).digest("hex");
}
