import { and, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { hasActed } from "../../audit/queries.ts";
import type { Session } from "../../caller.ts";
import type { Db, Tx } from "../../db/client.ts";
import { prepared } from "../../db/prepared.ts";
import { people } from "../users/queries.ts";
import { passwords, registrations, secondFactors, sessions } from "./tables.ts";

const sessionBy = (its: typeof sessions.id | typeof sessions.tokenHash) =>
  prepared((db) => {
    const person = people(db);
    const { id, remembered, createdAt, seenAt, confirmedAt, secondFactorAt } = sessions;
    return db
      .select({
        ...{ id, remembered, createdAt, seenAt, confirmedAt, secondFactorAt },
        user: person._.selectedFields,
      })
      .from(sessions)
      .innerJoin(person, eq(person.id, sessions.userId))
      .where(
        and(
          eq(its, sql.placeholder("its")),
          eq(sessions.waitsForCode, sql.placeholder("waits")),
          gt(sessions.expiresAt, sql`now()`),
        ),
      )
      .prepare(`session by ${its.name}`);
  });
const sessionById = sessionBy(sessions.id);
const sessionByTokenHash = sessionBy(sessions.tokenHash);

/** A session that has not ended, by its id or by the hash of its token: one that is open, or that waits for a code. */
export async function findSession(
  db: Db,
  by: { id: string } | { tokenHash: string },
  { waits = false } = {},
): Promise<Omit<Session, "by"> | null> {
  const [row] = await ("id" in by
    ? sessionById(db).execute({ its: by.id, waits })
    : sessionByTokenHash(db).execute({ its: by.tokenHash, waits }));
  if (!row) return null;
  const { secondFactorAt: at, ...session } = row;
  return { ...session, secondFactor: at !== null };
}

/** Someone's sessions that have not ended, the newest first. */
export async function sessionsOf(db: Db | Tx, userId: string) {
  const { id, createdAt, seenAt, ipAddress, userAgent } = sessions;
  return db
    .select({ id, createdAt, seenAt, ipAddress, userAgent })
    .from(sessions)
    .where(
      and(eq(sessions.userId, userId), eq(sessions.waitsForCode, false), gt(sessions.expiresAt, sql`now()`)),
    )
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

/** Whether signing in to this account asks for a code of an authenticator app. */
export async function hasSecondFactor(db: Db | Tx, userId: string): Promise<boolean> {
  const proven = and(eq(secondFactors.userId, userId), isNotNull(secondFactors.provenAt));
  const [row] = await db.select({ userId: secondFactors.userId }).from(secondFactors).where(proven);
  return row !== undefined;
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
