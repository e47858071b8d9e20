import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { orderNotice } from "../src/features/orders/order-notice.ts";
import { mintWords, progressOf, replacedWords } from "../src/features/orders/progress.ts";
import type { Order, OrderItem } from "../src/features/orders/queries.ts";
import messages from "../src/messages/en.json";

const t = createTranslator({ locale: "en", messages, namespace: "orders.progress" });
const notice = createTranslator({ locale: "en", messages, namespace: "orders.notice" });
const mint = createTranslator({ locale: "en", messages, namespace: "orders.mint" });
const now = Date.parse("2026-11-22T10:00:00Z");

test("an order that is held can be paid, and its page keeps asking", () => {
  expect(progressOf(t, order({ state: "pending" }), now)).toMatchObject({
    title: "Held for you",
    payable: "first",
    moving: true,
  });
});

test("an order whose payment page was opened warns of paying twice", () => {
  expect(progressOf(t, order({ state: "pending", money: "open" }), now).payable).toBe("again");
});

test("an order whose money is arriving takes no second payment", () => {
  const { payable, moving } = progressOf(t, order({ state: "pending", money: "authorized" }), now);
  expect({ payable, moving }).toEqual({ payable: undefined, moving: true });
});

test("a paid order is moving until every garment is minted", () => {
  const half = progressOf(t, order({ state: "confirmed", money: "paid", mints: ["mined", "sent"] }), now);
  expect(half).toMatchObject({ title: "Paid. Being minted", moving: true });
  const whole = progressOf(t, order({ state: "confirmed", money: "paid", mints: ["mined", "final"] }), now);
  expect(whole).toMatchObject({ title: "Minted. They are yours", moving: false });
});

test("a mint that the chain refused is said at once, with what happens next and by when", () => {
  const stuck = order({ state: "confirmed", money: "paid", mints: ["parked"] });
  expect(progressOf(t, stuck, now).moving).toBe(true);
  expect(orderNotice(notice, stuck, undefined)?.title).toBe("The chain refused a garment of this order.");
  const trouble = { reason: "garment_taken", endsBy: "2026-11-22T11:00:00Z" };
  const [item] = stuck.items;
  const words = mintWords(mint, { ...item, garment: {}, mint: { ...item?.mint, trouble } } as OrderItem);
  expect(words).toMatch(/another number of the same garment by 22 Nov 2026, 4:30.pm IST, or what you paid/);
});

test("a garment whose money went back is no part of what is being minted, and says how much and when", () => {
  const refund = { amount: 499_900, currency: "INR", state: "refunded", at: "2026-11-22T09:00:00Z" };
  const half = order({ state: "confirmed", money: "paid", mints: ["final", "given_up"] });
  const [kept, gone] = half.items as [OrderItem, OrderItem];
  const back = { ...gone, refund } as OrderItem;
  expect(progressOf(t, { ...half, items: [kept, back] }, now)).toMatchObject({
    title: "Minted. It is yours",
    moving: false,
  });
  expect(mintWords(mint, back)).toBe("Its twin can never be made. ₹4,999 went back to you on 22 Nov 2026");
});

test("a number that could not be made says which one came in its place", () => {
  const item = { garment: { batch: 1, serial: 13, cap: 40 }, replaced: [12] } as OrderItem;
  expect(replacedWords(mint, item)).toBe("You have number 13 in place of 12");
  expect(replacedWords(mint, { ...item, replaced: [] })).toBeNull();
});

type Shape = {
  state: Order["state"];
  money?: Order["payment"]["state"];
  mints?: NonNullable<Order["items"][number]["mint"]>["state"][];
};

function order({ state, money = "not_started", mints = [] }: Shape): Order {
  const holdUntil = state === "pending" ? "2026-11-22T10:10:00Z" : null;
  return {
    state,
    holdUntil,
    createdAt: "2026-11-22T09:59:00Z",
    payment: { method: "razorpay", state: money, instrument: null },
    items: (mints.length > 0 ? mints : [null]).map((mint) => ({ mint: mint && { state: mint } })),
  } as Order;
}
