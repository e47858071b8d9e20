import { randomBytes } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { authErrors } from "./errors.ts";
import { siweWindowMs } from "./siwe-message.ts";
import { verifications } from "./tables.ts";

/**
 * A nonce for one sign-in message, good for 5 minutes. It is bound to no cookie, so that clients without
 * cookies can sign in: that a page elsewhere signs its visitor in as somebody else is prevented by the
 * refusal of cross-site requests, and that a signature is used elsewhere by the message's domain.
 */
export async function issueSiweNonce({ db }: Deps) {
  // Not viem's generateSiweNonce: it draws from Math.random, one buffer for successive nonces.
  const nonce = randomBytes(16).toString("hex");
  const expiresAt = new Date(Date.now() + siweWindowMs);
  await db.insert(verifications).values({ identifier: identifierOf(nonce), value: "", expiresAt });
  return { nonce, expiresAt };
}

/** Uses a nonce up. One statement, so of two uses at once one is refused. */
export async function consumeSiweNonce({ db }: Pick<Deps, "db">, nonce: string) {
  const used = await db
    .delete(verifications)
    .where(and(eq(verifications.identifier, identifierOf(nonce)), gt(verifications.expiresAt, sql`now()`)))
    .returning({ id: verifications.id });
  if (used.length === 0) throw authErrors.siwe_nonce_invalid();
}

function identifierOf(nonce: string) {
  return `siwe:${nonce}`;
}
