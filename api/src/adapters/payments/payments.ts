/** What a vendor says about one try of a buyer. The same thing is told by webhooks, by checkout and when we ask. */
export type PaymentFact = {
  providerOrderId: string;
  providerPaymentId: string;
  state: "created" | "failed" | "authorized" | "captured" | "refunded";
  amountPaise: number;
  currency: string;
  method: string;
};

export type RefundFact = {
  providerRefundId: string;
  providerPaymentId: string;
  /** Our refund's id, which we gave with the request; null for one made by hand at the vendor. */
  refundId: string | null;
  state: "sent" | "processed" | "failed";
};

export type WebhookFacts = { payments: PaymentFact[]; refunds: RefundFact[] };

/** The form that a browser posts to the vendor's hosted payment page. */
export type HostedCheckout = { action: string; fields: Record<string, string> };

export interface PaymentVendor {
  keyId: string;
  /** Asks the vendor to expect money. The receipt is used once: a repeat gives the same vendor order. */
  createOrder(order: {
    receipt: string;
    amountPaise: number;
    orderNumber: string;
  }): Promise<{ providerOrderId: string }>;
  checkout(order: CheckoutOrder): HostedCheckout;
  /** Whether the browser's proof of payment was made by the vendor for this very order. */
  verifyCallback(proof: { providerOrderId: string; providerPaymentId: string; signature: string }): boolean;
  verifyWebhook(rawBody: Uint8Array, signature: string): boolean;
  /** Reads a message that was verified before. Events that say nothing about money give nothing. */
  readWebhook(rawBody: string): WebhookFacts;
  /** Every try of an order, oldest first. */
  paymentsOf(providerOrderId: string): Promise<PaymentFact[]>;
  /** Every payment made since, unix seconds, the newest first. */
  paymentsSince(sinceSec: number): AsyncIterable<PaymentFact>;
  /** Every refund asked for since, unix seconds, the newest first. */
  refundsSince(sinceSec: number): AsyncIterable<RefundFact>;
  /** What we called a vendor's order when we asked for it; null for one that is not of this shop. */
  orderOf(providerOrderId: string): Promise<{ receipt: string; orderNumber: string } | null>;
  /** Sends money back. Safe to repeat: `refundId` is the idempotency key. */
  refund(refund: { refundId: string; providerPaymentId: string; amountPaise: number }): Promise<RefundFact>;
}

export type CheckoutOrder = {
  providerOrderId: string;
  amountPaise: number;
  orderNumber: string;
  callbackUrl: string;
  cancelUrl: string;
  buyer: { name: string; phone: string; email: string | null };
};

/**
 * A call that gave no answer we can use. `refused`: the vendor said no, a repeat says no again. `unknown`: it may or
 * may not have happened (time-out, broken connection, 5xx), so only a call that is safe to repeat is repeated.
 */
export class VendorError extends Error {
  override name = "VendorError";
  readonly outcome: "refused" | "unknown";

  constructor(outcome: "refused" | "unknown", message: string, cause: unknown) {
    super(message, { cause });
    this.outcome = outcome;
  }
}
