import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import type { SessionUser } from "../../http/session.ts";
import { registrations, sessions, users } from "./tables.ts";

export const userColumns = {
  id: users.id,
  email: users.email,
  emailVerified: users.emailVerified,
  name: users.name,
  role: users.role,
};

/** The account behind a session token that has not expired. */
export async function findSessionUser(db: Db | Tx, token: string): Promise<SessionUser | null> {
  const [user] = await db
    .select(userColumns)
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, sql`now()`)));
  return user ?? null;
}

export async function findUser(db: Db | Tx, id: string): Promise<SessionUser | null> {
  const [user] = await db.select(userColumns).from(users).where(eq(users.id, id));
  return user ?? null;
}

export async function findUserByEmail(db: Db | Tx, email: string): Promise<SessionUser | null> {
  const [user] = await db.select(userColumns).from(users).where(eq(users.email, email));
  return user ?? null;
}

/** The password of the newest sign-up of an address that waits for its link, while the address has no account. */
export async function findWaitingPasswordHash(db: Db | Tx, email: string): Promise<string | null> {
  const [registration] = await db
    .select({ passwordHash: registrations.passwordHash })
    .from(registrations)
    .leftJoin(users, eq(users.email, registrations.email))
    .where(and(eq(registrations.email, email), gt(registrations.expiresAt, sql`now()`), isNull(users.id)))
    .orderBy(desc(registrations.createdAt))
    .limit(1);
  return registration?.passwordHash ?? null;
}
