import { getTranslations } from "next-intl/server";
import { formatMoney } from "@/ui/price.tsx";
import { orderNotice } from "./order-notice.ts";
import { mintWords, progressOf, replacedWords } from "./progress.ts";
import type { Order, OrderItem } from "./queries.ts";

type Translator = Awaited<ReturnType<typeof getTranslations<"orders.view">>>;
export type OrderView = Awaited<ReturnType<typeof orderView>>;
export type GarmentView = OrderView["garments"][number];

/**
 * All of an order that changes while somebody looks, in the words to show: the page starts with it and asks for it
 * again. `said`: how the payment page was left.
 */
export async function orderView(order: Order, said: string | undefined, nowMs = Date.now()) {
  const [t, progressWords, noticeWords, mint] = await Promise.all([
    getTranslations("orders.view"),
    getTranslations("orders.progress"),
    getTranslations("orders.notice"),
    getTranslations("orders.mint"),
  ]);
  const { payable, ...progress } = progressOf(progressWords, order, nowMs, said === "received");
  return {
    ...progress,
    notice: orderNotice(noticeWords, order, said),
    pay: payable && {
      words: t("pay", { total: formatMoney(order.totals.total) }),
      holdUntil: order.holdUntil,
      again: payable === "again",
    },
    giveBack: order.cancellable ? (order.state === "pending" ? ("free" as const) : ("paid" as const)) : null,
    over: order.state === "expired" || order.state === "cancelled",
    heading: t("garments", { count: order.items.length }),
    papers: papersOf(order, t),
    garments: order.items.map((item) => ({
      ...item,
      words: mintWords(mint, item),
      replacedWords: replacedWords(mint, item),
      edition: editionOf(item, t),
    })),
  };
}

/** What there is to download, and what the link says. */
function papersOf({ id, papers }: Order, t: Translator) {
  const notes = papers.creditNotes.map(({ number, ...money }) => ({
    href: `/orders/${id}/credit-notes/${number}`,
    words: t("creditNote", { number, amount: formatMoney(money) }),
  }));
  const { invoice } = papers;
  return invoice
    ? [{ href: `/orders/${id}/invoice`, words: t("invoice", { number: invoice }) }, ...notes]
    : notes;
}

/** The number of a garment, and how it is read aloud; none before it is kept for somebody. */
function editionOf({ garment }: OrderItem, t: Translator) {
  if (!garment) return null;
  const { serial, cap } = garment;
  return { serial, cap, spoken: t("edition", { serial, cap }) };
}

/** Where an order's view is asked for again. */
export function orderViewPath(id: string, said: string | undefined): string {
  return said ? `/orders/${id}/live?payment=${encodeURIComponent(said)}` : `/orders/${id}/live`;
}
