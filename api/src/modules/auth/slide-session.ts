import { eq } from "drizzle-orm";
import type { Session } from "../../caller.ts";
import type { Db } from "../../db/client.ts";
import { expiryOf, slideAfterMs } from "./session-life.ts";
import { sessions } from "./tables.ts";

/** Moves the end of a session that is used, at most once an hour. */
export async function slideSession(db: Db, session: Session): Promise<Session> {
  const now = new Date();
  if (now.getTime() - session.seenAt.getTime() < slideAfterMs) return session;
  const slid = { seenAt: now, expiresAt: expiryOf(session, now) };
  await db.update(sessions).set(slid).where(eq(sessions.id, session.id));
  return { ...session, seenAt: now };
}
