import { join } from "node:path";
import { openTable } from "../table.ts";
import type { CardEntity, OrderEntity, PaymentEntity, RefundEntity } from "./entities.ts";

export interface OrderRow {
  id: string;
  entity: OrderEntity;
  autoCapture: boolean;
}

export interface PaymentRow {
  id: string;
  entity: PaymentEntity;
  card?: CardEntity;
  /** A payment that failed first and is captured at this time (ms): Razorpay's late authorisation. */
  lateCaptureAt?: number;
}

export interface RefundRow {
  id: string;
  entity: RefundEntity;
}

/** An X-Refund-Idempotency key that was used, with the body it was used for. */
export interface RefundKeyRow {
  id: string;
  body: string;
  refundId: string;
}

/** One open hosted checkout page. */
export interface CheckoutRow {
  id: string;
  orderId: string;
  merchant: string;
  description: string;
  image: string;
  callbackUrl: string;
  cancelUrl: string;
  email: string;
  contact: string;
  customer: string;
  notes: Record<string, string>;
  /** Set once this page has paid, so that a second click gets the same answer. */
  paymentId?: string;
}

/** A webhook on its way. Body and signature are fixed when the event happens, as at Razorpay. */
export interface DeliveryRow {
  id: string;
  event: string;
  body: string;
  signature: string;
  copies: number;
  state: "pending" | "delivered" | "failed" | "suppressed";
  attempts: number;
  dueAt: number;
  lastAnswer: string | null;
}

export type Store = ReturnType<typeof openStore>;

export function openStore(dataDir?: string) {
  const file = (name: string) => (dataDir ? join(dataDir, `${name}.jsonl`) : undefined);
  return {
    orders: openTable<OrderRow>(file("orders")),
    payments: openTable<PaymentRow>(file("payments")),
    refunds: openTable<RefundRow>(file("refunds")),
    refundKeys: openTable<RefundKeyRow>(file("refund-keys")),
    checkouts: openTable<CheckoutRow>(file("checkouts")),
    deliveries: openTable<DeliveryRow>(file("deliveries")),
  };
}
