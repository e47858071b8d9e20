import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { SessionUser } from "../../caller.ts";
import type { Db, Tx } from "../../db/client.ts";
import { findUserByEmail, people } from "../users/queries.ts";
import { registrations, sessions } from "./tables.ts";

/** The account behind a session token that has not expired. */
export async function findSessionUser(db: Db | Tx, token: string): Promise<SessionUser | null> {
  const person = people(db);
  const [user] = await db
    .select(person._.selectedFields)
    .from(sessions)
    .innerJoin(person, eq(person.id, sessions.userId))
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, sql`now()`)));
  return user ?? null;
}

/** The password of the newest sign-up of an address that waits for its link, while the address has no account. */
export async function findWaitingPasswordHash(db: Db | Tx, email: string): Promise<string | null> {
  if (await findUserByEmail(db, email)) return null;
  const [registration] = await db
    .select({ passwordHash: registrations.passwordHash })
    .from(registrations)
    .where(and(eq(registrations.email, email), gt(registrations.expiresAt, sql`now()`)))
    .orderBy(desc(registrations.createdAt))
    .limit(1);
  return registration?.passwordHash ?? null;
}
