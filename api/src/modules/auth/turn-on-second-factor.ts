import { eq } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Session } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { take } from "../../limits/rate-limits.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { authErrors } from "./errors.ts";
import { secondFactorOnMail } from "./mails/second-factor-on.ts";
import { makeRecoveryCodes } from "./recovery-codes.ts";
import { secondFactors, sessions } from "./tables.ts";
import { useAppCode } from "./use-app-code.ts";

/**
 * Turns the second factor on with the first code of the app. From then on every sign-in asks for one; this session has
 * shown it. Returns the recovery codes, which are shown once. Throws `app_code_invalid`, `second_factor_is_on`.
 */
export async function turnOnSecondFactor(
  deps: ApiDeps,
  { session, code }: { session: Session; code: string },
): Promise<string[]> {
  const { db, limits, env } = deps;
  const { user } = session;
  await take(limits.secondFactor, user.id);
  return db.transaction(async (tx) => {
    const { taken, isProven } = await useAppCode(deps, tx, { userId: user.id, code });
    if (isProven) throw authErrors.second_factor_is_on();
    if (!taken) throw authErrors.app_code_invalid();
    const now = new Date();
    await tx.update(secondFactors).set({ provenAt: now }).where(eq(secondFactors.userId, user.id));
    await tx.update(sessions).set({ secondFactorAt: now }).where(eq(sessions.id, session.id));
    const codes = await makeRecoveryCodes(deps, tx, user.id);
    await writeAudit(tx, deps, { actor: user.id, act: "second_factor_on", subject: user.id, details: {} });
    if (user.email)
      await queueMail(deps, tx, user.email, secondFactorOnMail({ name: user.name, webUrl: env.WEB_URL }));
    return codes;
  });
}
