import { auditOf } from "../../audit/queries.ts";
import type { SessionUser } from "../../caller.ts";
import type { Deps } from "../../deps.ts";
import { relaysOf } from "../../minter/queries.ts";
import { sessionsOf } from "../auth/queries.ts";
import { findOrder, listOrders } from "../orders/queries.ts";
import { reviewsBy } from "../reviews/queries.ts";
import { addressesOf, choicesOf, profileOf, wishesOf } from "../users/queries.ts";
import { walletsOf } from "../wallets/queries.ts";

/** More orders than anybody placed in a shop of numbered pieces. */
const mostOrders = 1_000;

/** All that FLUX keeps about a person, each part as its own page would show it. */
export async function exportData({ db, storage }: Pick<Deps, "db" | "storage">, user: SessionUser) {
  const { id: userId } = user;
  const [profile, addresses, wishes, notifications, wallets, sessions, acts, sent, reviews] =
    await Promise.all([
      profileOf(db, userId),
      addressesOf(db, userId),
      wishesOf(db, userId),
      choicesOf(db, userId),
      walletsOf(db, userId),
      sessionsOf(db, userId),
      auditOf(db, userId),
      relaysOf(db, userId),
      reviewsBy(db, userId),
    ]);
  // The bytes themselves: the file is to be read when the account is long gone.
  const picture = profile.image && (await storage.get(profile.image));
  const orders = [];
  for (const { order } of await listOrders(db, { userId, limit: mostOrders })) {
    const whole = await findOrder(db, { orderId: order.id, userId });
    if (whole) orders.push(whole);
  }
  return {
    user,
    profile,
    picture,
    addresses,
    wishes,
    notifications,
    wallets,
    sessions,
    acts,
    sent,
    orders,
    reviews,
  };
}
export type ExportedData = Awaited<ReturnType<typeof exportData>>;
