import { randomInt } from "node:crypto";
import { type CardEntity, type Method, newId, type PaymentEntity } from "./entities.ts";

export interface MethodDetails {
  method: Method;
  vpa?: string | undefined;
  bank?: string | undefined;
  wallet?: string | undefined;
  cardNumber?: string | undefined;
  cardName?: string | undefined;
}

/** What checkout offers; codes as in razorpay.com/docs/payments/payment-methods. */
export const banks = {
  HDFC: "HDFC Bank",
  ICIC: "ICICI Bank",
  SBIN: "State Bank of India",
  UTIB: "Axis Bank",
};
export const wallets = { phonepe: "PhonePe", amazonpay: "Amazon Pay", mobikwik: "MobiKwik" };

type MethodFields = Pick<PaymentEntity, "card_id" | "bank" | "wallet" | "vpa" | "acquirer_data" | "upi">;

/** The part of a payment entity that depends on how it was paid. */
export function toMethodFields(details: MethodDetails): { fields: MethodFields; card?: CardEntity } {
  const none = { card_id: null, bank: null, wallet: null, vpa: null };
  const reference = String(randomInt(10 ** 11, 10 ** 12));
  if (details.method === "upi") {
    const vpa = details.vpa || "success@razorpay";
    const upi = { payer_account_type: "bank_account", vpa, flow: "collect" };
    return { fields: { ...none, vpa, acquirer_data: { rrn: reference }, upi } };
  }
  if (details.method === "netbanking")
    return {
      fields: { ...none, bank: details.bank || "HDFC", acquirer_data: { bank_transaction_id: reference } },
    };
  if (details.method === "wallet")
    return {
      fields: { ...none, wallet: details.wallet || "phonepe", acquirer_data: { transaction_id: null } },
    };
  const card = toCard(details);
  return {
    fields: {
      ...none,
      card_id: card.id,
      acquirer_data: { auth_code: reference.slice(0, 6), rrn: reference },
    },
    card,
  };
}

function toCard({ cardNumber, cardName }: MethodDetails): CardEntity {
  const digits = (cardNumber ?? "").replace(/\D/g, "") || "4111111111111111";
  return {
    id: newId("card_"),
    entity: "card",
    name: cardName ?? "",
    last4: digits.slice(-4),
    network: digits.startsWith("4") ? "Visa" : digits.startsWith("6") ? "RuPay" : "MasterCard",
    type: "debit",
    issuer: "HDFC",
    international: false,
    emi: false,
    sub_type: "consumer",
  };
}
