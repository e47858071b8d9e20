"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, refusedFields, typedValues } from "@/ui/form-state.ts";
import type { PayState } from "./ask-for-checkout.ts";

const addressFields = ["fullName", "phone", "line1", "line2", "city", "state", "postalCode"] as const;

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
  if (response.status === 401) redirect(signInPath("/checkout"));
  const { code, message, problems } = await refusalOf(error);
  if (code === "cart_empty") redirect("/cart");
  const t = await getTranslations("checkout.refused");
  const words = Object.fromEntries(addressFields.map((name) => [name, t(name)]));
  const fields = code === "invalid_input" ? refusedFields(problems, words) : {};
  const problem = code === "invalid_input" ? t("title") : message;
  return { problem, code, fields, values: typedValues(form) };
}

/** Asks for the payment page of an order, where no JavaScript runs. Safe to repeat. */
export async function startPayment(_: PayState, form: FormData): Promise<PayState> {
  const id = text(form, "orderId");
  const { data, error, response } = await (await api()).POST("/api/orders/{id}/payment", {
    params: { path: { id } },
  });
  if (response.status === 401) redirect(signInPath(`/orders/${id}`));
  return data ? { checkout: data.checkout } : { problem: (await refusalOf(error)).message };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
