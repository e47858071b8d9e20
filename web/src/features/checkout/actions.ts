"use server";

import { redirect } from "next/navigation";
import { api, problemOf } from "@/api.ts";
import { type FormState, refusedFields, typedValues } from "@/ui/form-state.ts";

const words = {
  fullName: "Write the name on the door.",
  phone: "Ten digits of an Indian mobile number, with or without +91.",
  line1: "Write the house and the street.",
  line2: "Use up to 200 letters.",
  city: "Write the city or town.",
  state: "Choose the state.",
  postalCode: "A PIN code has six digits.",
};

/** Places the order. Its page takes the money: coming back from there leads to the order, not to this form. */
export async function placeOrder(_: FormState, form: FormData): Promise<FormState> {
  const { data, error, response } = await (await api()).POST("/api/orders", {
    // The same form sent twice is the same order.
    params: { header: { "idempotency-key": text(form, "key") } },
    body: {
      paymentMethod: "razorpay",
      address: {
        fullName: text(form, "fullName"),
        phone: text(form, "phone").replace(/[\s-]/g, ""),
        line1: text(form, "line1"),
        ...(text(form, "line2") && { line2: text(form, "line2") }),
        city: text(form, "city"),
        state: text(form, "state"),
        postalCode: text(form, "postalCode").replace(/\s/g, ""),
        country: "IN",
      },
    },
  });
  if (data) redirect(`/orders/${data.id}?pay=now`);
  if (response.status === 401) redirect("/sign-in?next=/checkout");
  const { code, message, problems } = problemOf(error);
  if (code === "cart_empty") redirect("/cart");
  const fields = code === "invalid_input" ? refusedFields(problems, words) : {};
  const problem = code === "invalid_input" ? "The address needs another look." : message;
  return { problem, code, fields, values: typedValues(form) };
}

export type PayState = { problem?: string; checkout?: { action: string; fields: Record<string, string> } };

/** Asks for the payment page of an order. Safe to repeat. */
export async function startPayment(_: PayState, form: FormData): Promise<PayState> {
  const { data, error } = await (await api()).POST("/api/orders/{id}/payment", {
    params: { path: { id: text(form, "orderId") } },
  });
  return data ? { checkout: data.checkout } : { problem: problemOf(error).message };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
