import { inRupees } from "../in-rupees.ts";
import type { Findings } from "./findings.ts";
import type { Limits } from "./limits.ts";
import type { BookedOrder, Books } from "./read-books.ts";
import { ago } from "./words.ts";

/** In these states an order has its money and its garments. Every other has neither. */
const paidStates: ReadonlySet<string> = new Set(["confirmed", "shipped", "delivered"]);
export const isPaid = ({ state }: Pick<BookedOrder, "state">) => paidStates.has(state);

type Attempt = Books["attempts"][number];
type Refund = Books["refunds"][number];
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * Money captured less money sent back is what the order costs if it is paid, and nothing if it is not. At most one
 * difference an order; returns the ids of those orders.
 */
export function compareMoney(books: Books, limits: Limits, findings: Findings): Set<string> {
  const itemsOf = Map.groupBy(books.items, ({ orderId }) => orderId);
  const paymentOf = new Map(books.payments.map((payment) => [payment.orderId, payment]));
  const attemptsOf = Map.groupBy(books.attempts, ({ paymentId }) => paymentId);
  const refundsOf = Map.groupBy(books.refunds, ({ attemptId }) => attemptId);
  const told = new Set<string>();

  for (const order of books.orders) {
    const payment = paymentOf.get(order.id);
    const attempts = payment ? (attemptsOf.get(payment.id) ?? []) : [];
    const wrong =
      wrongInAttempts(order, attempts) ??
      wrongInTotal(order, attempts) ??
      wrongInWords(order, payment?.amountPaise);
    if (!wrong) continue;
    findings.differ(wrong.kind, order.number, wrong.sentence);
    told.add(order.id);
  }
  return told;

  /** Money that came and neither paid the order nor went back. */
  function wrongInAttempts(order: BookedOrder, attempts: Attempt[]) {
    for (const attempt of attempts) {
      if (attempt.state !== "captured") continue;
      const { providerPaymentId, amountPaise, verdict, problem } = attempt;
      const money = `${inRupees(amountPaise ?? 0)} of ${providerPaymentId} (${order.number}, ${order.state})`;
      const refunds = refundsOf.get(attempt.id) ?? [];
      for (const refund of refunds) {
        const wrong = wrongInRefund(order, money, refund);
        if (wrong) return wrong;
      }
      if (refunds.length > 0) {
        const wrong = wrongInSum(order, money, attempt, refunds);
        if (wrong) return wrong;
      } else if (verdict === null) {
        const ageSec = (books.atMs - attempt.updatedAt.getTime()) / 1_000;
        if (ageSec > limits.ownSec)
          return differ(
            "missing_refund",
            `${money} was captured ${ago(ageSec)} ago and nothing was decided about it: see why in the worker's log; deliver what was paid, or refund it at the vendor.`,
          );
        findings.goesOn("money", order.number, `${money} was captured and is being applied`, ageSec);
      } else if (verdict === "quarantined")
        return differ(
          "wrong_amount",
          `${money} is kept aside (${problem ?? "no reason is written"}): refund it at the vendor, or ask the buyer for the rest.`,
        );
      else if (verdict === "sent_back")
        return differ(
          "missing_refund",
          `${money} should have gone back, and no refund of it was ever asked for: refund it at the vendor.`,
        );
      else if (!isPaid(order))
        return differ(
          "missing_refund",
          `${money} was captured for an order that is ${order.state}, and was not sent back: refund it at the vendor, or put the order right.`,
        );
    }
    return null;
  }

  /** All goes back, or of what paid an order the price of each piece that it can't have; with the last piece, the rest. */
  function wrongInSum(order: BookedOrder, money: string, attempt: Attempt, refunds: Refund[]) {
    const items = itemsOf.get(order.id) ?? [];
    const gone = items.filter(({ id }) => refunds.some(({ orderItemId }) => orderItemId === id));
    const isAll = attempt.verdict !== "paid_order" || gone.length === items.length || !isPaid(order);
    const owed = isAll ? attempt.amountPaise : sum(gone.map(({ unitPricePaise }) => unitPricePaise));
    const back = sum(refunds.map(({ amountPaise }) => amountPaise));
    return back === owed
      ? null
      : differ(
          "wrong_amount",
          `${money} goes back as ${inRupees(back)}, and ${inRupees(owed ?? 0)} is owed: refund what is missing at the vendor, or ask for what is too much.`,
        );
  }

  function wrongInRefund(order: BookedOrder, money: string, { state, createdAt }: Refund) {
    if (state === "processed") return null;
    if (state === "failed")
      return differ(
        "refund_stuck",
        `The refund of ${money} failed: read why at the vendor, and pay it back another way.`,
      );
    const ageSec = (books.atMs - createdAt.getTime()) / 1_000;
    const who = state === "sent" ? "the bank" : "the job refund-payment";
    if (ageSec > (state === "sent" ? limits.bankSec : limits.ownSec))
      return differ(
        "refund_stuck",
        `The refund of ${money} has waited ${ago(ageSec)} for ${who}: look at it at the vendor and in the worker's queue.`,
      );
    findings.goesOn("money", order.number, `the refund of ${money} waits for ${who}`, ageSec);
    return null;
  }

  /** A paid order has exactly one payment, and it is its total. */
  function wrongInTotal(order: BookedOrder, attempts: Attempt[]) {
    if (!isPaid(order)) return null;
    const paying = attempts.filter(
      ({ id, state, verdict }) =>
        state === "captured" &&
        verdict === "paid_order" &&
        !refundsOf.get(id)?.some(({ orderItemId }) => orderItemId === null),
    );
    const [attempt] = paying;
    if (!attempt)
      return differ(
        "order_without_money",
        `${order.number} is ${order.state}, and no captured money of ours stands for it: look it up at the vendor. Without money, take its garments back or ask the buyer to pay.`,
      );
    if (paying.length > 1)
      return differ(
        "missing_refund",
        `${order.number} was paid ${paying.length} times (${paying.map(({ providerPaymentId }) => providerPaymentId).join(", ")}): refund all but one at the vendor.`,
      );
    if (attempt.amountPaise !== order.totalPaise)
      return differ(
        "wrong_amount",
        `${order.number} costs ${inRupees(order.totalPaise)}, and ${attempt.providerPaymentId} brought ${inRupees(attempt.amountPaise ?? 0)}: hold both against the vendor; refund or claim what is between them.`,
      );
    return null;
  }

  /** What the order's own rows say of its price. */
  function wrongInWords(order: BookedOrder, askedPaise: number | undefined) {
    const pieces = sum((itemsOf.get(order.id) ?? []).map(({ unitPricePaise }) => unitPricePaise));
    if (pieces !== order.subtotalPaise)
      return differ(
        "wrong_amount",
        `${order.number} sums its pieces to ${inRupees(order.subtotalPaise)}, and they cost ${inRupees(pieces)}: find out which of its rows was changed.`,
      );
    if (askedPaise !== undefined && askedPaise !== order.totalPaise)
      return differ(
        "wrong_amount",
        `${order.number} costs ${inRupees(order.totalPaise)}, and ${inRupees(askedPaise)} was asked for it: find out which of the two was changed.`,
      );
    return null;
  }
}

function differ(
  kind: "missing_refund" | "refund_stuck" | "wrong_amount" | "order_without_money",
  sentence: string,
) {
  return { kind, sentence };
}
