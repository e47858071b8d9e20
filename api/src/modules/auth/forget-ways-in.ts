import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { dropSignUps } from "./drop-sign-ups.ts";
import { endSessionsOf } from "./end-session.ts";
import { forgetCodes } from "./one-time-code.ts";
import { sessionsOf } from "./queries.ts";
import { passwords, secondFactors, verifications } from "./tables.ts";

/** Ends every session, password, second factor, sign-up, mailed link and code of a person. */
export async function forgetWaysIn(
  tx: Tx,
  { userId, email }: { userId: string; email: string | null },
): Promise<void> {
  const sessions = await sessionsOf(tx, userId);
  await forgetCodes(
    tx,
    sessions.map(({ id }) => id),
  );
  await endSessionsOf(tx, { userId });
  await tx.delete(passwords).where(eq(passwords.userId, userId));
  await tx.delete(secondFactors).where(eq(secondFactors.userId, userId));
  await tx.delete(verifications).where(eq(verifications.value, userId));
  if (email) await dropSignUps(tx, email);
}
