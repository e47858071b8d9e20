/** Our side of a payment: what we asked the vendor for. */
export const paymentStates = {
  // The row stands, the vendor may or may not know it: its answer never came.
  starting: ["open"],
  open: ["paid"],
  paid: [],
} as const;
export type PaymentState = keyof typeof paymentStates;
export const paymentStateNames = Object.keys(paymentStates) as [PaymentState, ...PaymentState[]];

/**
 * One try of the buyer, as the vendor tells it. Messages come late, twice and out of order, so states only move
 * forward; a failed try may still be authorized by its bank days later.
 */
export const attemptStates = {
  created: ["failed", "authorized", "captured", "refunded"],
  failed: ["authorized", "captured", "refunded"],
  authorized: ["captured", "refunded"],
  captured: ["refunded"],
  refunded: [],
} as const;
export type AttemptState = keyof typeof attemptStates;
export const attemptStateNames = Object.keys(attemptStates) as [AttemptState, ...AttemptState[]];

/** The states from which a message about `to` moves an attempt forward. */
export function attemptStatesBefore(to: AttemptState): AttemptState[] {
  return attemptStateNames.filter((from) => (attemptStates[from] as readonly AttemptState[]).includes(to));
}

/** What captured money did. It is decided once. */
export const verdicts = ["paid_order", "quarantined", "sent_back"] as const;

export const refundStates = {
  requested: ["sent", "processed", "failed"],
  sent: ["processed", "failed"],
  processed: [],
  failed: [],
} as const;
export type RefundState = keyof typeof refundStates;
export const refundStateNames = Object.keys(refundStates) as [RefundState, ...RefundState[]];

/** The states from which a message about `to` moves a refund forward. */
export function refundStatesBefore(to: RefundState): RefundState[] {
  return refundStateNames.filter((from) => (refundStates[from] as readonly RefundState[]).includes(to));
}
