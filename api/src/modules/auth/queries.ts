import { and, desc, eq, gt, sql } from "drizzle-orm";
import { hasActed } from "../../audit/queries.ts";
import type { Session } from "../../caller.ts";
import type { Db, Tx } from "../../db/client.ts";
import { people } from "../users/queries.ts";
import { passwords, registrations, sessions } from "./tables.ts";

/** A session that has not ended, by its id or by the hash of its token. */
export async function findSession(
  db: Db | Tx,
  by: { id: string } | { tokenHash: string },
): Promise<Omit<Session, "by"> | null> {
  const person = people(db);
  const its = "id" in by ? eq(sessions.id, by.id) : eq(sessions.tokenHash, by.tokenHash);
  const { id, remembered, createdAt, seenAt, confirmedAt } = sessions;
  const [row] = await db
    .select({ id, remembered, createdAt, seenAt, confirmedAt, user: person._.selectedFields })
    .from(sessions)
    .innerJoin(person, eq(person.id, sessions.userId))
    .where(and(its, gt(sessions.expiresAt, sql`now()`)));
  return row ?? null;
}

/** Someone's sessions that have not ended, the newest first. */
export async function sessionsOf(db: Db | Tx, userId: string) {
  const { id, createdAt, seenAt, ipAddress, userAgent } = sessions;
  return db
    .select({ id, createdAt, seenAt, ipAddress, userAgent })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id));
}

/** Whether this person was let in before, ever. */
export async function hasSignedInBefore(db: Db | Tx, userId: string): Promise<boolean> {
  return hasActed(db, { actor: userId, act: "signed_in" });
}

/** The hash of someone's password; null for who has none. */
export async function passwordHashOf(db: Db | Tx, userId: string): Promise<string | null> {
  const [row] = await db.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.userId, userId));
  return row?.hash ?? null;
}

/** The sign-up that this browser made for an address, while it waits for its link. */
export async function waitingSignUp(db: Db | Tx, of: { email: string; browserHash: string }) {
  const { id, email, name, next, passwordHash } = registrations;
  const [waiting] = await db
    .select({ id, email, name, next, passwordHash })
    .from(registrations)
    .where(and(eq(email, of.email), eq(registrations.browserHash, of.browserHash), unexpired));
  return waiting ?? null;
}

/** Whether a sign-up of this browser still waits for its link. */
export async function hasWaitingSignUp(db: Db | Tx, browserHash: string): Promise<boolean> {
  const [waiting] = await db
    .select({ id: registrations.id })
    .from(registrations)
    .where(and(eq(registrations.browserHash, browserHash), unexpired));
  return waiting !== undefined;
}

const unexpired = gt(registrations.expiresAt, sql`now()`);
