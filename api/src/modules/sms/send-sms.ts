import { eq } from "drizzle-orm";
import type { Sms } from "../../adapters/sms/sms.ts";
import type { WorkerDeps } from "../../deps.ts";
import { handedSms } from "./tables.ts";

type SendSms = Sms & { id: string; until: string };

/**
 * Hands a text message to its vendor, at most once. No vendor recognises a repeat, so its row is committed before and taken
 * back only when it is certain that nothing was sent. What nobody knows of, because the answer was lost or the worker died,
 * stays as it is: whoever waits for a code has another sent, and a second copy would cost money and say nothing new.
 */
export async function sendSms(
  { db, sms, log }: Pick<WorkerDeps, "db" | "sms" | "log">,
  { id, until, ...message }: SendSms,
): Promise<void> {
  if (Date.now() >= Date.parse(until)) return log.warn({ smsId: id }, "sms not sent: it is too late for it");
  const claimed = await db.insert(handedSms).values({ id }).onConflictDoNothing().returning();
  if (claimed.length === 0) return log.warn({ smsId: id }, "sms not sent again: it was handed over before");
  const handed = await sms.send(message).catch(async (error) => {
    await db.delete(handedSms).where(eq(handedSms.id, id));
    throw error;
  });
  const vendorId = handed.as === "taken" ? handed.vendorId : null;
  await db.update(handedSms).set({ as: handed.as, vendorId }).where(eq(handedSms.id, id));
  if (handed.as !== "taken") log.warn({ smsId: id, ...handed }, "sms not taken");
}
