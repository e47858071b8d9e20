import { and, eq, gt, sql } from "drizzle-orm";
import { lockName } from "../../db/lock.ts";
import type { Deps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUserByEmail } from "../users/queries.ts";
import { authErrors } from "./errors.ts";
import { welcomeMail } from "./mails.ts";
import { openAccount } from "./open-account.ts";
import { hashToken } from "./register.ts";
import { registrations } from "./tables.ts";

/**
 * Opens the account of the sign-up whose mailed token this is, with the password given in that sign-up and no
 * other: a password that somebody else tried to put on the address goes with all its other sign-ups.
 * Nobody is signed in by it, since a link can be sent to anyone.
 */
export async function verifyEmail(deps: Deps, { token }: { token: string }) {
  return deps.db.transaction(async (tx) => {
    const tokenHash = hashToken(token);
    const unexpired = and(eq(registrations.tokenHash, tokenHash), gt(registrations.expiresAt, sql`now()`));
    const [waiting] = await tx.select({ email: registrations.email }).from(registrations).where(unexpired);
    if (!waiting) throw authErrors.verification_token_invalid();
    // Two links of one address opened at once go one after the other; the first leaves the second nothing.
    await lockName(tx, `flux.email:${waiting.email}`);
    const [registration] = await tx.delete(registrations).where(unexpired).returning();
    if (!registration) throw authErrors.verification_token_invalid();
    const { email, name, passwordHash } = registration;
    if (await findUserByEmail(tx, email)) throw authErrors.verification_token_invalid();
    const user = await openAccount(deps, tx, { email, name, passwordHash });
    await tx.delete(registrations).where(eq(registrations.email, email));
    await queueMail(deps, tx, email, welcomeMail({ name, webUrl: deps.env.WEB_URL }));
    return user;
  });
}
