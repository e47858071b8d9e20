import { createHmac, randomInt } from "node:crypto";
import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import type { ApiDeps } from "../../deps.ts";
import { clear, take } from "../../limits/rate-limits.ts";
import { authErrors } from "./errors.ts";
import { verifications } from "./tables.ts";

export const codeMinutes = 10;

/** What a code of six digits is for, and of which session: it is worth nothing in another. */
type Purpose = { of: (typeof purposes)[number]; sessionId: string };
const purposes = ["confirm", "email", "phone"] as const;

/**
 * A new code, in place of the one before. The table keeps an HMAC: six digits are soon tried through, the secret is not
 * in the database. `about` is what it proves, and comes back when it is used.
 */
export async function issueCode(
  { env }: Pick<ApiDeps, "env">,
  tx: Tx,
  { about = "", ...purpose }: Purpose & { about?: string },
): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const identifier = identifierOf(purpose);
  const expiresAt = new Date(Date.now() + codeMinutes * 60_000);
  await tx.delete(verifications).where(eq(verifications.identifier, identifier));
  await tx.insert(verifications).values({ identifier, value: keptAs(env, purpose, code, about), expiresAt });
  return code;
}

/** Uses a code up and returns what it proves. Five tries, each counted first. Throws `code_invalid`. */
export async function useCode(
  { env, limits }: Pick<ApiDeps, "env" | "limits">,
  db: Db | Tx,
  { code, ...purpose }: Purpose & { code: string },
): Promise<string> {
  const identifier = identifierOf(purpose);
  await take(limits.code, identifier);
  const good = and(eq(verifications.identifier, identifier), gt(verifications.expiresAt, sql`now()`));
  const [waiting] = await db.select({ value: verifications.value }).from(verifications).where(good);
  const about = aboutOf(waiting?.value ?? " ");
  const value = keptAs(env, purpose, code, about);
  const used = await db
    .delete(verifications)
    .where(and(good, eq(verifications.value, value)))
    .returning({ id: verifications.id });
  if (used.length === 0) throw authErrors.code_invalid();
  await clear(limits.code, identifier);
  return about;
}

/** What the code that waits is about, and its times; null when none waits, or its time is over. */
export async function findCode(db: Db | Tx, purpose: Purpose) {
  const { identifier, value, expiresAt, createdAt: issuedAt } = verifications;
  const [waiting] = await db
    .select({ value, expiresAt, issuedAt })
    .from(verifications)
    .where(and(eq(identifier, identifierOf(purpose)), gt(expiresAt, sql`now()`)))
    .orderBy(desc(issuedAt));
  return waiting ? { ...waiting, about: aboutOf(waiting.value) } : null;
}

/** Forgets the codes of these sessions, and what they are about. */
export async function forgetCodes(tx: Tx, sessionIds: string[]): Promise<void> {
  const all = sessionIds.flatMap((sessionId) => purposes.map((of) => identifierOf({ of, sessionId })));
  await tx.delete(verifications).where(inArray(verifications.identifier, all));
}

const aboutOf = (value: string) => value.slice(value.indexOf(" ") + 1);

const identifierOf = ({ of, sessionId }: Purpose) => `${of}:${sessionId}`;

function keptAs({ AUTH_SECRET }: { AUTH_SECRET: string }, purpose: Purpose, code: string, about: string) {
  const said = JSON.stringify(["flux code 1", identifierOf(purpose), code, about]);
  return `${createHmac("sha256", AUTH_SECRET).update(said).digest("base64url")} ${about}`;
}
