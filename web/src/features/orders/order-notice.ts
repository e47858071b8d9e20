import type { useTranslations } from "next-intl";
import type { Order } from "./queries.ts";

type Translator = ReturnType<typeof useTranslations<"orders.notice">>;
export type OrderNotice = { tone: "info" | "warning" | "bad"; title: string; words: string };

/** What has to be said about the money before anything else. `said`: how the payment page was left. */
export function orderNotice(t: Translator, order: Order, said: string | undefined): OrderNotice | undefined {
  const { state } = order.payment;
  if (order.state === "pending" && state === "open" && said === "left") {
    return {
      tone: "info",
      title: t("left.title"),
      words: t("left.words"),
    };
  }
  if (order.state === "pending" && (said === "failed" || state === "failed")) {
    return {
      tone: "bad",
      title: t("failed.title"),
      words: t("failed.words"),
    };
  }
  if (state === "being_checked") {
    return {
      tone: "warning",
      title: t("checked.title"),
      words: t("checked.words"),
    };
  }
  if (order.items.some(({ mint }) => mint?.state === "parked")) {
    return {
      tone: "warning",
      title: t("parked.title"),
      words: t("parked.words"),
    };
  }
  if (order.state === "expired" || order.state === "cancelled") {
    const back = state === "being_refunded" || state === "refunded";
    return {
      tone: "warning",
      title: t(`over.${order.state}`),
      words: t(back ? "over.moneyBack" : "over.notCharged"),
    };
  }
}
