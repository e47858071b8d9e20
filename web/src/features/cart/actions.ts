"use server";

import { refresh } from "next/cache";
import { api, keepCookies } from "@/api.ts";
import { refusalOf } from "@/refusal.ts";
import { textOf } from "@/ui/form-state.ts";

export type CartState = { added?: string; problem?: string; heldIn?: string };

export async function addToCart(_: CartState, form: FormData): Promise<CartState> {
  const { error, response } = await (await api()).POST("/api/cart/add", {
    body: { variantId: textOf(form, "variantId"), quantity: Number(textOf(form, "quantity") || 1) },
  });
  if (error) {
    const { message, heldIn } = await refusalOf(error);
    return heldIn ? { heldIn } : { problem: message };
  }
  await keepCookies(response);
  refresh();
  return { added: textOf(form, "what") };
}

export async function changeQuantity(_: CartState, form: FormData): Promise<CartState> {
  const itemId = textOf(form, "itemId");
  const quantity = Number(textOf(form, "quantity"));
  const client = await api();
  const { error } =
    quantity > 0
      ? await client.PUT("/api/cart/update", { body: { itemId, quantity } })
      : await client.DELETE("/api/cart/remove/{id}", { params: { path: { id: itemId } } });
  refresh();
  return error ? { problem: (await refusalOf(error)).message } : {};
}

export async function clearCart(): Promise<void> {
  await (await api()).DELETE("/api/cart/clear");
  refresh();
}
