import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { progressOf } from "../src/features/orders/progress.ts";
import type { Order } from "../src/features/orders/queries.ts";
import messages from "../src/messages/en.json";

const t = createTranslator({ locale: "en", messages, namespace: "orders.progress" });
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

test("a mint that the chain refused is said at once", () => {
  expect(progressOf(t, order({ state: "confirmed", money: "paid", mints: ["parked"] }), now).late).toBe(true);
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
