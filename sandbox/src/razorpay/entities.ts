import { randomInt } from "node:crypto";

/** Shapes as they go over the wire. Sources: razorpay.com/docs/api/{orders,payments,refunds}, entity pages. */

/** Razorpay answers `[]` for empty notes (a PHP array) and an object otherwise. */
export type Notes = Record<string, string> | never[];

export interface OrderEntity {
  id: string;
  entity: "order";
  amount: number;
  amount_paid: number;
  amount_due: number;
  currency: string;
  receipt: string | null;
  offer_id: null;
  status: "created" | "attempted" | "paid";
  attempts: number;
  notes: Notes;
  created_at: number;
}

export type Method = "upi" | "card" | "netbanking" | "wallet";

export interface CardEntity {
  id: string;
  entity: "card";
  name: string;
  last4: string;
  network: string;
  type: "credit" | "debit";
  issuer: string | null;
  international: boolean;
  emi: boolean;
  sub_type: "consumer";
}

export interface PaymentEntity {
  id: string;
  entity: "payment";
  amount: number;
  currency: string;
  status: "created" | "authorized" | "captured" | "refunded" | "failed";
  order_id: string;
  invoice_id: null;
  international: boolean;
  method: Method;
  amount_refunded: number;
  refund_status: null | "partial" | "full";
  captured: boolean;
  description: string | null;
  card_id: string | null;
  bank: string | null;
  wallet: string | null;
  vpa: string | null;
  email: string;
  contact: string;
  notes: Notes;
  fee: number | null;
  tax: number | null;
  error_code: string | null;
  error_description: string | null;
  error_source: string | null;
  error_step: string | null;
  error_reason: string | null;
  acquirer_data: Record<string, string | null>;
  created_at: number;
  upi?: { payer_account_type: string; vpa: string; flow: string };
}

export interface RefundEntity {
  id: string;
  entity: "refund";
  amount: number;
  currency: string;
  payment_id: string;
  notes: Notes;
  receipt: string | null;
  acquirer_data: { arn: string | null };
  created_at: number;
  batch_id: null;
  status: "pending" | "processed" | "failed";
  speed_processed: "normal" | "instant";
  speed_requested: "normal" | "optimum";
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** "order_" and 14 letters or digits, as Razorpay's ids look. */
export function newId(prefix: string): string {
  return prefix + Array.from({ length: 14 }, () => alphabet[randomInt(alphabet.length)]).join("");
}

export function nowSec(): number {
  return Math.floor(Date.now() / 1000);
}

export function toNotes(notes: Record<string, string> | never[] | undefined): Notes {
  return notes && Object.keys(notes).length > 0 ? notes : [];
}

/** Lists come as a collection, newest first, 10 at a time unless asked (`count` ≤ 100, `skip`). */
export function toCollection<Item>(items: Item[]) {
  return { entity: "collection", count: items.length, items };
}
