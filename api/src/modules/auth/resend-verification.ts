import { eq } from "drizzle-orm";
import type { Client } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { mailSignUp, newSignUpToken } from "./mail-sign-up.ts";
import { waitingSignUp } from "./queries.ts";
import { registrations } from "./tables.ts";

type Resend = { email: string; browserHash: string | null; client: Client };

/**
 * Mails a new link for the sign-up that waits in this browser; the one before works no more. In a browser that made none
 * nothing is mailed, and the answer is the same. Returns the new mail's tag.
 */
export async function resendVerification(deps: ApiDeps, { email, browserHash, client }: Resend) {
  const { token, tag, ...kept } = newSignUpToken();
  await deps.db.transaction(async (tx) => {
    const waiting = browserHash && (await waitingSignUp(tx, { email, browserHash }));
    if (!waiting) return;
    await tx.update(registrations).set(kept).where(eq(registrations.id, waiting.id));
    await mailSignUp(deps, tx, { ...waiting, token, tag, client });
  });
  return { tag };
}
