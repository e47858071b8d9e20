import { and, eq, gt, sql } from "drizzle-orm";
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

/** The password of the sign-up that this browser made for an address without an account, while it waits for its link. */
export async function findWaitingPasswordHash(
  db: Db | Tx,
  { email, browserHash }: { email: string; browserHash: string },
): Promise<string | null> {
  if (await findUserByEmail(db, email)) return null;
  const ofBrowser = and(eq(registrations.email, email), eq(registrations.browserHash, browserHash));
  const [registration] = await db
    .select({ passwordHash: registrations.passwordHash })
    .from(registrations)
    .where(and(ofBrowser, gt(registrations.expiresAt, sql`now()`)));
  return registration?.passwordHash ?? null;
}
