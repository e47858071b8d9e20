/** Where somebody writes about a piece, or changes what they wrote. */
export function reviewPath(orderId: string, item: string): string {
  return `/orders/${encodeURIComponent(orderId)}/review?item=${encodeURIComponent(item)}`;
}
