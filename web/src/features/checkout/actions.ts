"use server";

import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import type { Messages } from "next-intl";
import { getMessages } from "next-intl/server";
import { api } from "@/api.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { cartFor } from "@/features/cart/queries.ts";
import { refusalOf } from "@/refusal.ts";
import { textOf, typedValues } from "@/ui/form-state.ts";
import type { PayState } from "./ask-for-checkout.ts";
import { type CheckoutState, changed, heldByYou } from "./place-from-browser.ts";
import { addressRefusal, readAddress } from "./read-address.ts";

/**
 * Places the order, where no JavaScript runs. Its page takes the money: coming back from there leads to the order, not to this
 * form.
 */
export async function placeOrder(_: CheckoutState, form: FormData): Promise<CheckoutState> {
  const { checkout }: Messages = await getMessages();
  const client = await api();
  const { data, error, response } = await client.POST("/api/orders", {
    // The same form sent twice is the same order.
    params: { header: { "idempotency-key": textOf(form, "key").trim() } },
    body: {
      paymentMethod: "razorpay",
      address: readAddress(form),
      expectedTotal: Number(textOf(form, "expectedTotal")),
    },
  });
  if (data) redirect(`/orders/${data.id}?pay=now`);
  if (response.status === 401) redirect(signInPath("/checkout"));
  const refusal = await refusalOf(error);
  if (refusal.code === "cart_empty") redirect("/cart");
  if (refusal.code === "order_ended") {
    form.set("key", randomUUID());
    return { ...(await placeOrder({}, form)), key: textOf(form, "key") };
  }
  if (refusal.code === "total_changed") {
    // With delivery as it is to where the order goes.
    const cart = await cartFor(readAddress(form));
    const state = changed(cart, textOf(form, "shown"), checkout.changed);
    return { ...state, code: refusal.code, values: typedValues(form) };
  }
  return { ...addressRefusal(refusal, form, checkout.refused), ...heldByYou(refusal, checkout.form) };
}

/** Asks for the payment page of an order, where no JavaScript runs. Safe to repeat. */
export async function startPayment(_: PayState, form: FormData): Promise<PayState> {
  const id = textOf(form, "orderId").trim();
  const { data, error, response } = await (await api()).POST("/api/orders/{id}/payment", {
    params: { path: { id } },
  });
  if (response.status === 401) redirect(signInPath(`/orders/${id}`));
  return data ? { checkout: data.checkout } : { problem: (await refusalOf(error)).message };
}
