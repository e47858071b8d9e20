import { writeAudit } from "../../audit/write-audit.ts";
import type { SessionUser } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { forgetWaysIn } from "../auth/forget-ways-in.ts";
import { dropCart } from "../cart/drop-cart.ts";
import { forgetDestinations } from "../departures/forget-destinations.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { hasOrderUnderWay } from "../orders/queries.ts";
import { forgetReviewer } from "../reviews/forget-reviewer.ts";
import { userErrors } from "../users/errors.ts";
import { forgetPerson } from "../users/forget-person.ts";
import { lockPerson } from "../users/lock-person.ts";
import { lockSuperAdmins } from "../users/lock-super-admins.ts";
import { countHeld } from "../wallets/count-held.ts";
import { findCustodyWallet } from "../wallets/queries.ts";
import { removeOwnWallets } from "../wallets/remove-own-wallet.ts";
import { privacyErrors } from "./errors.ts";
import { accountDeletedMail } from "./mails/account-deleted.ts";

/**
 * Deletes an account: nobody gets in, and nothing of ours says whose it was, but orders with what the law wants of an
 * invoice, and the audit log. Garments in own wallets stay theirs. Throws `garments_in_custody`, `order_under_way`,
 * `last_super_admin` and the `gateErrors`.
 */
export async function deleteAccount(deps: ApiDeps, user: SessionUser): Promise<void> {
  const { db } = deps;
  const { id: userId, email, name } = user;
  const custody = await findCustodyWallet(db, userId);
  if (custody && (await countHeld(deps, custody.address)) > 0n) throw privacyErrors.garments_in_custody();
  await db.transaction(async (tx) => {
    const supers = await lockSuperAdmins(tx);
    const person = await lockPerson(tx, userId);
    const isGone = person?.deletedAt !== null;
    const mayGo = supers.length !== 1 || supers[0]?.id !== userId;
    if (isGone) return;
    if (!mayGo) throw userErrors.last_super_admin();
    if (await hasOrderUnderWay(tx, userId)) throw privacyErrors.order_under_way();
    await forgetWaysIn(tx, { userId, email });
    await removeOwnWallets(tx, userId);
    await forgetDestinations(tx, userId);
    await dropCart(tx, userId);
    await forgetReviewer(tx, userId);
    await forgetPerson(deps, tx, userId);
    await writeAudit(tx, deps, { actor: userId, act: "account_deleted", subject: userId, details: {} });
    if (email) await queueMail(deps, tx, email, accountDeletedMail({ name, webUrl: deps.env.WEB_URL }));
  });
}
