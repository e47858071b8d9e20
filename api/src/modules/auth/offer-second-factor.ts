import { and, eq, isNull } from "drizzle-orm";
import type { SessionUser } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { lockPerson } from "../users/lock-person.ts";
import { appLink, newAppSecret } from "./authenticator.ts";
import { authErrors } from "./errors.ts";
import { openSecret, sealSecret } from "./seal-secret.ts";
import { secondFactors } from "./tables.ts";

/** How long an offered secret stays the same for who reloads the page: a picture that was read must not change under the person. */
const offerMs = 10 * 60_000;

/**
 * A secret for somebody's authenticator app. It counts for nothing until a code of it came back: `turnOnSecondFactor`.
 * Throws `second_factor_is_on`.
 */
export async function offerSecondFactor({ db, env }: ApiDeps, user: SessionUser) {
  return db.transaction(async (tx) => {
    await lockPerson(tx, user.id);
    const its = eq(secondFactors.userId, user.id);
    const [factor] = await tx.select().from(secondFactors).where(its);
    if (factor?.provenAt) throw authErrors.second_factor_is_on();
    const stillOffered = factor && Date.now() - factor.createdAt.getTime() < offerMs;
    const secret = stillOffered ? openSecret(env, { of: user.id, sealed: factor.secret }) : newAppSecret();
    if (!stillOffered) {
      await tx.delete(secondFactors).where(and(its, isNull(secondFactors.provenAt)));
      await tx
        .insert(secondFactors)
        .values({ userId: user.id, secret: sealSecret(env, { of: user.id, text: secret }) });
    }
    return { secret, link: appLink(secret, user.email ?? user.name) };
  });
}
