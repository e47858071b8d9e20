import { writeAudit } from "../../audit/write-audit.ts";
import type { Client, Session } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { stopAllOf } from "../departures/stop-departure.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { endSessionsOf } from "./end-session.ts";
import { authErrors } from "./errors.ts";
import { passwordChangedMail } from "./mails/password-changed.ts";
import { passwordHashOf } from "./queries.ts";
import { refuseCommonPassword } from "./refuse-common-password.ts";
import { setPassword } from "./set-password.ts";

type ChangePassword = { session: Session; current: string; password: string; client: Client };

/**
 * Another password for who knows the present one. Every other session ends, and a mail says so. Throws
 * `wrong_password`, also for an account that has none: that one gets its first by POST /api/auth/forgot-password.
 */
export async function changePassword(deps: ApiDeps, change: ChangePassword): Promise<{ ended: number }> {
  const { db, auth, env } = deps;
  const { session, current, password, client } = change;
  const { user } = session;
  await refuseCommonPassword(password);
  const kept = await passwordHashOf(db, user.id);
  if (!(await auth.verifyPassword(current, kept, client))) throw authErrors.wrong_password();
  const hash = await auth.hashPassword(password, client);
  return db.transaction(async (tx) => {
    await setPassword(tx, { userId: user.id, hash });
    const ended = await endSessionsOf(tx, { userId: user.id, but: session.id });
    // Whoever had the old one may have sent garments away.
    const stopped = await stopAllOf(deps, tx, { userId: user.id, reason: "the password was changed" });
    const details = { sessionsEnded: ended };
    await writeAudit(tx, deps, { actor: user.id, act: "password_changed", subject: user.id, details });
    if (user.email)
      await queueMail(
        deps,
        tx,
        user.email,
        passwordChangedMail({ name: user.name, webUrl: env.WEB_URL, stopped }),
      );
    return { ended };
  });
}
