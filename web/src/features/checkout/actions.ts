"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import type { PayState } from "./ask-for-checkout.ts";
import { addressRefusal, readAddress } from "./read-address.ts";

/** Places the order. Its page takes the money: coming back from there leads to the order, not to this form. */
export async function placeOrder(_: FormState, form: FormData): Promise<FormState> {
  const { data, error, response } = await (await api()).POST("/api/orders", {
    // The same form sent twice is the same order.
    params: { header: { "idempotency-key": textOf(form, "key").trim() } },
    body: { paymentMethod: "razorpay", address: readAddress(form) },
  });
  if (data) redirect(`/orders/${data.id}?pay=now`);
  if (response.status === 401) redirect(signInPath("/checkout"));
  if ((await refusalOf(error)).code === "cart_empty") redirect("/cart");
  return addressRefusal(error, form);
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
