import { eq } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { SessionUser } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { authErrors } from "./errors.ts";
import { secondFactorOffMail } from "./mails/second-factor-off.ts";
import { secondFactors } from "./tables.ts";

/**
 * Takes somebody's authenticator app and recovery codes off their account. `actor` is the person, or a super admin who was
 * asked for it because the app is lost; a mail says so either way. Throws `second_factor_is_off`.
 */
export async function turnOffSecondFactor(
  deps: Pick<ApiDeps, "db" | "log" | "jobs" | "env">,
  { actor, user }: { actor: string; user: SessionUser },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const off = await tx.delete(secondFactors).where(eq(secondFactors.userId, user.id));
    if (!off.rowCount) throw authErrors.second_factor_is_off();
    await writeAudit(tx, deps, { actor, act: "second_factor_off", subject: user.id, details: {} });
    if (user.email)
      await queueMail(
        deps,
        tx,
        user.email,
        secondFactorOffMail({ name: user.name, webUrl: deps.env.WEB_URL }),
      );
  });
}
