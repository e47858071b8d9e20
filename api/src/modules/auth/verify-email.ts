import { and, eq, gt, sql } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { authErrors } from "./errors.ts";
import { welcomeMail } from "./mails.ts";
import { openAccount } from "./open-account.ts";
import { findUserByEmail } from "./queries.ts";
import { hashToken } from "./register.ts";
import { registrations } from "./tables.ts";

/**
 * Opens the account of the sign-up whose mailed token this is, with the password given in that sign-up and no
 * other: a password that somebody else tried to put on the address goes with all its other sign-ups.
 * Nobody is signed in by it, since a link can be sent to anyone.
 */
export async function verifyEmail(deps: Deps, { token }: { token: string }) {
  return deps.db.transaction(async (tx) => {
    const [registration] = await tx
      .delete(registrations)
      .where(and(eq(registrations.tokenHash, hashToken(token)), gt(registrations.expiresAt, sql`now()`)))
      .returning();
    if (!registration) throw authErrors.verification_token_invalid();
    const { email, name, passwordHash } = registration;
    // Two links of one address opened at once: the first has the account, the second changes nothing.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`flux.email:${email}`}, 0))`);
    if (await findUserByEmail(tx, email)) throw authErrors.verification_token_invalid();
    const user = await openAccount(deps, tx, { email, name, passwordHash });
    await tx.delete(registrations).where(eq(registrations.email, email));
    await queueMail(deps, tx, email, welcomeMail({ name, webUrl: deps.env.WEB_URL }));
    return user;
  });
}
