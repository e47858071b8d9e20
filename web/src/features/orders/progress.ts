import type { Step } from "@/ui/steps.tsx";
import type { Order, OrderItem } from "./queries.ts";

const longMintMs = 3 * 60_000;

export type Progress = {
  /** The one line on top of the order's page. */
  title: string;
  steps: Step[];
  /** Whether the page should ask again by itself. */
  moving: boolean;
  /** Whether the person can pay now; "again" where they may have paid already. */
  payable?: "first" | "again";
  late?: boolean;
};

/**
 * What has become of an order, in words: its life and its money joined. `backFromPaying`: the payment page has just
 * said that it is paid, and we have not heard it from the bank yet.
 */
export function progressOf(order: Order, nowMs: number, backFromPaying = false): Progress {
  switch (order.state) {
    case "pending":
      return pending(order, nowMs, backFromPaying);
    case "expired":
      return ended(order, "The hold ran out", "Fifteen minutes went by without a payment.");
    case "cancelled":
      return ended(order, "Cancelled", "This order was taken back.");
    default:
      return paid(order, nowMs);
  }
}

function pending(order: Order, nowMs: number, backFromPaying: boolean): Progress {
  const { state } = order.payment;
  if (
    (backFromPaying && state === "open") ||
    state === "authorized" ||
    state === "paid" ||
    state === "being_checked"
  ) {
    const title = state === "being_checked" ? "We are checking your payment" : "Your payment is arriving";
    return { title, moving: true, steps: [placed, { title: "Payment", state: "now" }, minting, yours] };
  }
  const held = order.holdUntil !== null && Date.parse(order.holdUntil) > nowMs;
  const steps: Step[] = [
    placed,
    { title: "Payment", state: state === "failed" ? "failed" : "now" },
    minting,
    yours,
  ];
  return {
    title: held ? "Held for you" : "The hold is running out",
    steps,
    moving: true,
    payable: state === "open" ? "again" : "first",
  };
}

function paid(order: Order, nowMs: number): Progress {
  const mints = order.items.map((item) => item.mint?.state ?? "queued");
  const done = mints.filter((state) => state === "mined" || state === "final").length;
  const count = order.items.length;
  const payment: Step = { title: "Paid", state: "done", detail: instruments[order.payment.instrument ?? ""] };
  if (done === count) {
    const shipped = order.state === "shipped" || order.state === "delivered";
    return {
      title: count === 1 ? "Minted. It is yours" : "Minted. They are yours",
      moving: false,
      steps: [
        placed,
        payment,
        { title: count === 1 ? "Its twin is on the chain" : "Their twins are on the chain", state: "done" },
        {
          title: order.state === "delivered" ? "Delivered" : "On its way to you",
          state: shipped ? "done" : "next",
        },
      ],
    };
  }
  const stuck = mints.includes("failed");
  return {
    title: "Paid. Being minted",
    moving: true,
    late: stuck || nowMs - Date.parse(order.createdAt) > longMintMs,
    steps: [
      placed,
      payment,
      {
        title: "The twin is being made",
        state: "now",
        detail: count > 1 ? `${done} of ${count} made` : undefined,
      },
      yours,
    ],
  };
}

function ended(order: Order, title: string, detail: string): Progress {
  const money = refunds[order.payment.state];
  return {
    title,
    moving: order.payment.state === "being_refunded",
    steps: [placed, { title: "Payment", state: "failed", detail: money ?? detail }],
  };
}

/** How far the twin of one piece is. */
export function mintWords({ mint, garment }: OrderItem): string {
  if (!garment) return "Given back to the shelf";
  switch (mint?.state) {
    case undefined:
      return "Kept for you";
    case "queued":
      return "Waiting for the next block";
    case "sent":
      return "On its way to the chain";
    case "failed":
      return "The chain said no. We are on it, and you keep your number";
    default:
      return "Minted";
  }
}

const placed: Step = { title: "Order placed", state: "done" };
const minting: Step = { title: "The twin is made", state: "next" };
const yours: Step = { title: "It is yours", state: "next" };

const instruments: Record<string, string> = {
  upi: "by UPI",
  card: "by card",
  netbanking: "by netbanking",
  wallet: "by wallet",
  emi: "by EMI",
};

const refunds: Partial<Record<Order["payment"]["state"], string>> = {
  being_refunded: "Your money is on its way back.",
  refunded: "Your money went back.",
};
