import { eq } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { userErrors } from "./errors.ts";
import type { NotificationKind } from "./notification-kinds.ts";
import { setChoices } from "./set-choices.ts";
import { notificationChoices } from "./tables.ts";

/** Ends one kind of mail for whom the token's mail went to, signed in or not. Again it says the same. Throws `unsubscribe_token_invalid`. */
export async function unsubscribe(deps: Pick<Deps, "db" | "log">, token: string): Promise<NotificationKind> {
  return deps.db.transaction(async (tx) => {
    const { userId, kind } = notificationChoices;
    const [choice] = await tx
      .select({ userId, kind })
      .from(notificationChoices)
      .where(eq(notificationChoices.token, token));
    if (!choice) throw userErrors.unsubscribe_token_invalid();
    await setChoices(tx, deps, { userId: choice.userId, choices: { [choice.kind]: false }, by: "link" });
    return choice.kind;
  });
}
