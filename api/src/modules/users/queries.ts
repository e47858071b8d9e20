import { eq } from "drizzle-orm";
import type { SessionUser } from "../../caller.ts";
import type { Db, Tx } from "../../db/client.ts";
import { users } from "./tables.ts";

export const userColumns = {
  id: users.id,
  email: users.email,
  emailVerified: users.emailVerified,
  name: users.name,
  role: users.role,
};

export async function findUser(db: Db | Tx, id: string): Promise<SessionUser | null> {
  const [user] = await db.select(userColumns).from(users).where(eq(users.id, id));
  return user ?? null;
}

export async function findUserByEmail(db: Db | Tx, email: string): Promise<SessionUser | null> {
  const [user] = await db.select(userColumns).from(users).where(eq(users.email, email));
  return user ?? null;
}

/** SQL, to be joined: people as a session shows them. */
export function people(db: Db | Tx) {
  return db.select(userColumns).from(users).as("person");
}
