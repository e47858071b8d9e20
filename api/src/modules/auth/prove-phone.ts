import { writeAudit } from "../../audit/write-audit.ts";
import type { Client, Session } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import {
  giveBack,
  house,
  networkOf,
  smsPauseSec,
  type Tries,
  take,
  takeAll,
} from "../../limits/rate-limits.ts";
import { codeSms } from "../sms/code-sms.ts";
import { queueSms } from "../sms/queue-sms.ts";
import { setPhone } from "../users/set-phone.ts";
import { authErrors } from "./errors.ts";
import { codeMinutes, findCode, issueCode, useCode } from "./one-time-code.ts";

type AskForCode = { session: Session; phone: string; client: Pick<Client, "ip"> };

/**
 * Sends a code to a number (E.164) that somebody says is theirs. Nobody learns whether the number is somebody's: it is not
 * looked up. Throws `phones_off`, `no_more_sms` and `too_many_requests`.
 */
export async function askForPhone(deps: ApiDeps, { session, phone, client }: AskForCode): Promise<void> {
  const { db, env } = deps;
  if (!env.SMS_VENDOR) throw authErrors.phones_off();
  await countSms(deps, { userId: session.user.id, phone, network: networkOf(client.ip) });
  await db.transaction(async (tx) => {
    const code = await issueCode(deps, tx, { of: "phone", sessionId: session.id, about: phone });
    const until = new Date(Date.now() + codeMinutes * 60_000);
    await queueSms(deps, tx, { ...codeSms({ code, webUrl: env.WEB_URL }), to: phone, until });
  });
}

type Counted = { userId: string; phone: string; network: string };

/**
 * Counts before anything is sent, so that a hundred at once are a hundred. The house's day comes last: who is refused for
 * themselves takes nothing of it.
 */
async function countSms({ limits, log }: ApiDeps, { userId, phone, network }: Counted): Promise<void> {
  const own: Tries = [
    [limits.smsPerson, userId],
    [limits.smsNetwork, network],
    [limits.smsPause, phone],
    [limits.smsNumberHour, phone],
    [limits.smsNumberDay, phone],
  ];
  await takeAll(own);
  try {
    await take(limits.smsHouse, house);
  } catch (refused) {
    if (!(refused instanceof AppError)) throw refused;
    await giveBack(own);
    log.error("the day's text messages are spent: no number can be proven until tomorrow");
    throw authErrors.no_more_sms({ retryAfterSec: refused.values.retryAfterSec });
  }
}

/** The number that waits for its code in this session, how long the code is good, and from when on another can be sent. */
export async function findAskedPhone({ db }: Pick<ApiDeps, "db">, session: Session) {
  const waiting = await findCode(db, { of: "phone", sessionId: session.id });
  if (!waiting) return null;
  const againAt = new Date(waiting.issuedAt.getTime() + smsPauseSec * 1_000);
  return { phone: waiting.about, expiresAt: waiting.expiresAt, againAt };
}

/** Puts the number whose code this is into its person's profile, in place of the one before. Throws `code_invalid`. */
export async function provePhone(
  deps: ApiDeps,
  { session, code }: { session: Session; code: string },
): Promise<void> {
  const { user, id: sessionId } = session;
  await deps.db.transaction(async (tx) => {
    const phone = await useCode(deps, tx, { of: "phone", sessionId, code });
    if (!(await setPhone(tx, { userId: user.id, phone }))) throw authErrors.code_invalid();
    await writeAudit(tx, deps, { actor: user.id, act: "phone_proven", subject: user.id, details: {} });
  });
}
