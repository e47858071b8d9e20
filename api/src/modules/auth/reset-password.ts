import { and, eq, gt, like, sql } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Client, SessionUser } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { stopAllOf } from "../departures/stop-departure.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUser } from "../users/queries.ts";
import { endSessionsOf } from "./end-session.ts";
import { authErrors } from "./errors.ts";
import { resetIdentifier } from "./mail-reset-link.ts";
import { passwordChangedMail } from "./mails/password-changed.ts";
import { refuseCommonPassword } from "./refuse-common-password.ts";
import { setPassword } from "./set-password.ts";
import { verifications } from "./tables.ts";

type ResetPassword = { token: string; password: string; client: Client };

/**
 * Sets the password of who opened a mailed link. Every session of theirs ends, and every other such link; a mail says so.
 * Signs nobody in: the link could have been sent to anyone. Throws `reset_token_invalid`.
 */
export async function resetPassword(deps: ApiDeps, reset: ResetPassword): Promise<SessionUser> {
  const { db, auth, env } = deps;
  const { token, password, client } = reset;
  await refuseCommonPassword(password);
  const its = and(
    eq(verifications.identifier, resetIdentifier(token)),
    gt(verifications.expiresAt, sql`now()`),
  );
  // Hashed outside the transaction, and only for a token that was mailed.
  const [mailed] = await db.select({ id: verifications.id }).from(verifications).where(its);
  if (!mailed) throw authErrors.reset_token_invalid();
  const hash = await auth.hashPassword(password, client);
  return db.transaction(async (tx) => {
    const [used] = await tx.delete(verifications).where(its).returning({ userId: verifications.value });
    const user = used && (await findUser(tx, used.userId));
    if (!user) throw authErrors.reset_token_invalid();
    const others = and(like(verifications.identifier, "reset:%"), eq(verifications.value, user.id));
    await tx.delete(verifications).where(others);
    await setPassword(tx, { userId: user.id, hash });
    // Whoever had the old one may have sent garments away.
    const stopped = await stopAllOf(deps, tx, { userId: user.id, reason: "a new password was set by mail" });
    const details = { sessionsEnded: await endSessionsOf(tx, { userId: user.id }) };
    await writeAudit(tx, deps, { actor: user.id, act: "password_reset", subject: user.id, details });
    if (user.email)
      await queueMail(
        deps,
        tx,
        user.email,
        passwordChangedMail({ name: user.name, webUrl: env.WEB_URL, stopped }),
      );
    return user;
  });
}
