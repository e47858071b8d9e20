import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { NotificationKind } from "./notification-kinds.ts";
import { notificationChoices, users } from "./tables.ts";

/**
 * Whether somebody chose to be told of this: the token that the mail's way out carries (`unsubscribe-links.ts`), or null
 * when nothing may be sent, also to who is blocked. The choice is held until the caller's transaction ends: once taking it
 * back was answered, no mail is queued any more.
 */
export async function mayTell(tx: Tx, userId: string, kind: NotificationKind): Promise<string | null> {
  const letIn = tx.select({ id: users.id }).from(users).where(isNull(users.blockedAt));
  const [choice] = await tx
    .select({ token: notificationChoices.token })
    .from(notificationChoices)
    .where(
      and(
        eq(notificationChoices.userId, userId),
        eq(notificationChoices.kind, kind),
        eq(notificationChoices.wanted, true),
        inArray(notificationChoices.userId, letIn),
      ),
    )
    .for("share");
  return choice?.token ?? null;
}
