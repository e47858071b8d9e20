import type { useTranslations } from "next-intl";
import { formatMoney } from "@/ui/price.tsx";
import type { Step } from "@/ui/steps.tsx";
import { formatDay, formatMinute } from "@/ui/time.tsx";
import type { Order, OrderItem } from "./queries.ts";

type Translator = ReturnType<typeof useTranslations<"orders.progress">>;
type MintTranslator = ReturnType<typeof useTranslations<"orders.mint">>;

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
export function progressOf(t: Translator, order: Order, nowMs: number, backFromPaying = false): Progress {
  switch (order.state) {
    case "pending":
      return pending(t, order, nowMs, backFromPaying);
    case "expired":
      return ended(t, order, t("expired"), t("expiredWords"));
    case "cancelled":
      return ended(t, order, t("cancelled"), t("cancelledWords"));
    default:
      return paid(t, order, nowMs);
  }
}

function pending(t: Translator, order: Order, nowMs: number, backFromPaying: boolean): Progress {
  const { state } = order.payment;
  const { placed, minting, yours } = stepsOf(t);
  if (
    (backFromPaying && state === "open") ||
    state === "authorized" ||
    state === "paid" ||
    state === "being_checked"
  ) {
    const title = state === "being_checked" ? t("checking") : t("arriving");
    return { title, moving: true, steps: [placed, { title: t("payment"), state: "now" }, minting, yours] };
  }
  const held = order.holdUntil !== null && Date.parse(order.holdUntil) > nowMs;
  const steps: Step[] = [
    placed,
    { title: t("payment"), state: state === "failed" ? "failed" : "now" },
    minting,
    yours,
  ];
  return {
    title: held ? t("held") : t("runningOut"),
    steps,
    moving: true,
    payable: state === "open" ? "again" : "first",
  };
}

function paid(t: Translator, order: Order, nowMs: number): Progress {
  // What went back to the buyer is no part of it any more.
  const items = order.items.filter(({ refund }) => !refund);
  const mints = items.map((item) => item.mint?.state ?? "queued");
  const done = mints.filter((state) => state === "mined" || state === "final").length;
  const count = items.length;
  const { placed, yours } = stepsOf(t);
  const payment: Step = {
    title: t("paid"),
    state: "done",
    detail: instrumentWords(t, order.payment.instrument),
  };
  if (done === count) {
    const shipped = order.state === "shipped" || order.state === "delivered";
    return {
      title: t("minted", { count }),
      moving: order.items.some(({ refund }) => refund?.state === "being_refunded"),
      steps: [
        placed,
        payment,
        { title: t("onChain", { count }), state: "done" },
        {
          title: order.state === "delivered" ? t("delivered") : t("onItsWay"),
          state: shipped ? "done" : "next",
        },
      ],
    };
  }
  return {
    title: t("minting"),
    moving: true,
    late: nowMs - Date.parse(order.createdAt) > longMintMs,
    steps: [
      placed,
      payment,
      {
        title: t("making"),
        state: "now",
        detail: count > 1 ? t("made", { done, count }) : undefined,
      },
      yours,
    ],
  };
}

function ended(t: Translator, order: Order, title: string, detail: string): Progress {
  const { state } = order.payment;
  const money = state === "being_refunded" || state === "refunded" ? t(`refund.${state}`) : undefined;
  return {
    title,
    moving: state === "being_refunded",
    steps: [stepsOf(t).placed, { title: t("payment"), state: "failed", detail: money ?? detail }],
  };
}

/** How far the twin of one garment is, or what its buyer gets in its place. */
export function mintWords(t: MintTranslator, { mint, garment, refund }: OrderItem): string {
  if (refund) return t(`back.${refund.state}`, { amount: formatMoney(refund), day: formatDay(refund.at) });
  if (!garment) return t("released");
  switch (mint?.state) {
    case undefined:
      return t("kept");
    case "queued":
    case "signed":
      return t("queued");
    case "sent":
      return t("sent");
    case "parked":
      return t(`trouble.${mint.trouble?.reason ?? "being_checked"}`, {
        by: formatMinute(mint.trouble?.endsBy ?? ""),
      });
    default:
      return t("minted");
  }
}

/** Which number somebody has now, where the first one could not be made. */
export function replacedWords(t: MintTranslator, { garment, replaced: [before] }: OrderItem): string | null {
  return garment && before !== undefined ? t("replaced", { now: garment.serial, before }) : null;
}

function stepsOf(t: Translator): Record<"placed" | "minting" | "yours", Step> {
  return {
    placed: { title: t("placed"), state: "done" },
    minting: { title: t("mint"), state: "next" },
    yours: { title: t("yours"), state: "next" },
  };
}

const instruments = ["upi", "card", "netbanking", "wallet", "emi"] as const;

function instrumentWords(t: Translator, instrument: string | null): string | undefined {
  const known = instruments.find((name) => name === instrument);
  return known && t(`instrument.${known}`);
}
