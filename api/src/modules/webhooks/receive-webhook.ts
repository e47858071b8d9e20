import { createHash } from "node:crypto";
import type { Deps } from "../../deps.ts";
import { applyWebhook } from "./apply-webhook.ts";
import { webhookErrors } from "./errors.ts";
import { webhookInbox } from "./tables.ts";

type ReceiveWebhook = { rawBody: Uint8Array; signature: string; eventId: string | undefined };

/**
 * Keeps a vendor's signed message and promises to apply it. Nothing is parsed before its signature is checked, and the
 * vendor gets its answer before anything is done: it gives us five seconds, and switches the webhook off after a day
 * of late ones.
 */
export async function receiveWebhook(
  { db, jobs, payments }: Deps,
  { rawBody, signature, eventId }: ReceiveWebhook,
) {
  if (!payments.verifyWebhook(rawBody, signature)) throw webhookErrors.webhook_signature_wrong();
  await db.transaction(async (tx) => {
    const [message] = await tx
      .insert(webhookInbox)
      .values({
        provider: "razorpay",
        eventId: eventId ?? createHash("sha256").update(rawBody).digest("hex"),
        raw: Buffer.from(rawBody).toString("utf8"),
      })
      .onConflictDoNothing()
      .returning({ id: webhookInbox.id });
    if (message) await jobs.add(tx, applyWebhook, { messageId: message.id });
  });
}
