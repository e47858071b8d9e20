/**
 * What can become of an order. `cancelled` takes no money any more: what arrives later goes back. A paid one is cancelled by
 * its buyer only before anything is signed for its mints, and by itself when none of its pieces can be had. `pending` holds its garments until `holdUntil`; `expired` gave them back unpaid and
 * becomes `confirmed` only when its money arrives late and the pieces are still there.
 */
export const orderStates = {
  pending: ["confirmed", "expired", "cancelled"],
  confirmed: ["shipped", "cancelled"],
  expired: ["confirmed"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
} as const;

export type OrderState = keyof typeof orderStates;

export const orderStateNames = Object.keys(orderStates) as [OrderState, ...OrderState[]];

export function canBecome(from: OrderState, to: OrderState): boolean {
  return (orderStates[from] as readonly OrderState[]).includes(to);
}
