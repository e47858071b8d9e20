"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";

/** Takes an order back. Where the cart is asked for, its lines are in it again. Safe to repeat. */
export async function giveBack(_: FormState, form: FormData): Promise<FormState> {
  const id = textOf(form, "orderId").trim();
  const backToCart = textOf(form, "to") === "cart";
  const { error, response } = await (await api()).PUT("/api/orders/{id}/cancel", {
    params: { path: { id } },
    body: { backToCart },
  });
  if (response.status === 401) redirect(signInPath(`/orders/${id}`));
  if (error) return { problem: (await refusalOf(error)).message };
  redirect(backToCart ? "/cart" : `/orders/${id}`);
}
