import { and, eq } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { issueCreditNote } from "../invoices/issue-credit-note.ts";
import { refundPayment } from "./refund-payment.ts";
import { paymentAttempts, payments, refunds } from "./tables.ts";

/** The captured money that paid an order, locked. Null where a person has sent it back at the vendor. */
export async function lockPaidMoney(tx: Tx, orderId: string) {
  const [money] = await tx
    .select({ attemptId: paymentAttempts.id, amountPaise: paymentAttempts.amountPaise })
    .from(paymentAttempts)
    .innerJoin(payments, eq(payments.id, paymentAttempts.paymentId))
    .where(
      and(
        eq(payments.orderId, orderId),
        eq(paymentAttempts.verdict, "paid_order"),
        eq(paymentAttempts.state, "captured"),
      ),
    )
    .for("update");
  return money?.amountPaise ? { ...money, orderId, amountPaise: money.amountPaise } : null;
}

export type PaidMoney = NonNullable<Awaited<ReturnType<typeof lockPaidMoney>>>;

type RefundPiece = {
  money: PaidMoney;
  orderItemId: string;
  /** What was paid for it. */
  pricePaise: number;
  /** The other pieces of its order. */
  otherItemIds: string[];
};

/**
 * Sends back what was paid for a piece, once, with its credit note, in the caller's transaction, which holds the order and its money. With the last
 * piece of an order everything that is left of the money goes back, delivery too: `isAll`.
 */
export async function refundPiece(
  tx: Tx,
  { jobs }: Pick<Deps, "jobs">,
  { money, orderItemId, pricePaise, otherItemIds }: RefundPiece,
) {
  const { before, leftPaise } = await leftOf(tx, money);
  const isAll = otherItemIds.every((id) => before.some((refund) => refund.orderItemId === id));
  const amountPaise = isAll ? leftPaise : pricePaise;
  if (amountPaise > leftPaise) throw new Error(`only ${leftPaise} paise are left of ${money.attemptId}`);
  const [refund] = await tx
    .insert(refunds)
    .values({ attemptId: money.attemptId, orderItemId, amountPaise, reason: "never_minted" })
    .returning({ id: refunds.id });
  if (!refund) throw new Error(`the refund of ${orderItemId} was not written down`);
  await jobs.add(tx, refundPayment, { refundId: refund.id });
  const what = isAll ? ("all that is left" as const) : { itemIds: [orderItemId] };
  await issueCreditNote(tx, { orderId: money.orderId, refundId: refund.id, amountPaise, what });
  return { refundId: refund.id, amountPaise, isAll };
}

type RefundRest = { money: PaidMoney; reason: "order_cancelled" };

/** Sends back all that is left of an order's money, once, with its credit note, in the caller's transaction, which holds the order and its money. */
export async function refundRest(tx: Tx, { jobs }: Pick<Deps, "jobs">, { money, reason }: RefundRest) {
  const { leftPaise: amountPaise } = await leftOf(tx, money);
  const [refund] = await tx
    .insert(refunds)
    .values({ attemptId: money.attemptId, amountPaise, reason })
    .returning({ id: refunds.id });
  if (!refund) throw new Error(`the refund of ${money.attemptId} was not written down`);
  await jobs.add(tx, refundPayment, { refundId: refund.id });
  await issueCreditNote(tx, {
    ...{ orderId: money.orderId, refundId: refund.id, amountPaise, what: "all that is left" },
  });
  return { refundId: refund.id, amountPaise };
}

/** What went back of an order's money before, and what is left of it. */
async function leftOf(tx: Tx, { attemptId, amountPaise }: PaidMoney) {
  const before = await tx
    .select({ orderItemId: refunds.orderItemId, amountPaise: refunds.amountPaise })
    .from(refunds)
    .where(eq(refunds.attemptId, attemptId));
  return { before, leftPaise: amountPaise - before.reduce((sum, refund) => sum + refund.amountPaise, 0) };
}
