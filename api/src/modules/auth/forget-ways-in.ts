import { eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { dropSignUps } from "./drop-sign-ups.ts";
import { endSessionsOf } from "./end-session.ts";
import { passwords, secondFactors, verifications } from "./tables.ts";

/** Ends every session, password, second factor, sign-up and mailed link of a person. */
export async function forgetWaysIn(
  tx: Tx,
  { userId, email }: { userId: string; email: string | null },
): Promise<void> {
  await endSessionsOf(tx, { userId });
  await tx.delete(passwords).where(eq(passwords.userId, userId));
  await tx.delete(secondFactors).where(eq(secondFactors.userId, userId));
  await tx.delete(verifications).where(eq(verifications.value, userId));
  if (email) await dropSignUps(tx, email);
}
