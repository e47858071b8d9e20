import { and, eq } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { Client, Session } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import type { ApiDeps } from "../../deps.ts";
import { httpErrors } from "../../errors.ts";
import { clear, take } from "../../limits/rate-limits.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { authErrors } from "./errors.ts";
import { recoveryCodeUsedMail } from "./mails/recovery-code-used.ts";
import { noteSignIn } from "./note-sign-in.ts";
import { useRecoveryCode } from "./recovery-codes.ts";
import { expiryOf } from "./session-life.ts";
import { sessions } from "./tables.ts";
import { useAppCode } from "./use-app-code.ts";

type PassSecondFactor = {
  /** One that waits: it was opened by a password or a wallet. */
  session: Session;
  proof: { code: string } | { recoveryCode: string };
  /** The device, if this browser signed in to the account before. */
  device: string | null;
  client: Client;
};

/**
 * Opens a session that waits, with a code of the app or a recovery code. Ten tries an hour an account, from anywhere: who
 * has the password guesses one code in 14 years. A device that was let in before has tries of its own, so its owner gets in
 * meanwhile. Throws `app_code_invalid`, `recovery_code_invalid`.
 */
export async function passSecondFactor(
  deps: ApiDeps,
  { session, proof, device, client }: PassSecondFactor,
): Promise<void> {
  const { db, limits } = deps;
  const { user } = session;
  const tries = device ? `${user.id} ${device}` : user.id;
  await take(limits.secondFactor, tries);
  await db.transaction(async (tx) => {
    if ("code" in proof) await requireAppCode(deps, tx, user.id, proof.code);
    else await requireRecoveryCode(deps, tx, session, proof.recoveryCode);
    const now = new Date();
    const opened = await tx
      .update(sessions)
      .set({
        waitsForCode: false,
        secondFactorAt: now,
        confirmedAt: now,
        expiresAt: expiryOf({ remembered: session.remembered, createdAt: now }),
      })
      .where(and(eq(sessions.id, session.id), eq(sessions.waitsForCode, true)));
    if (!opened.rowCount) throw httpErrors.not_signed_in();
    await noteSignIn(deps, tx, { user, by: "second_factor", isKnownDevice: device !== null, client });
  });
  await clear(limits.secondFactor, tries);
}

async function requireAppCode(deps: ApiDeps, tx: Tx, userId: string, code: string) {
  const { taken, isProven } = await useAppCode(deps, tx, { userId, code });
  if (!taken || !isProven) throw authErrors.app_code_invalid();
}

async function requireRecoveryCode(deps: ApiDeps, tx: Tx, { user }: Session, code: string) {
  const left = await useRecoveryCode(deps, tx, { userId: user.id, code });
  if (left === null) throw authErrors.recovery_code_invalid();
  const details = { left };
  await writeAudit(tx, deps, { actor: user.id, act: "recovery_code_used", subject: user.id, details });
  if (user.email) {
    const mail = recoveryCodeUsedMail({ name: user.name, left, webUrl: deps.env.WEB_URL });
    await queueMail(deps, tx, user.email, mail);
  }
}
