"use server";

import { refresh } from "next/cache";
import { api, keepCookies } from "@/api.ts";
import { refusalOf } from "@/refusal.ts";

export type CartState = { added?: string; problem?: string };

export async function addToCart(_: CartState, form: FormData): Promise<CartState> {
  const { error, response } = await (await api()).POST("/api/cart/add", {
    body: { variantId: text(form, "variantId"), quantity: Number(text(form, "quantity") || 1) },
  });
  if (error) return { problem: (await refusalOf(error)).message };
  await keepCookies(response);
  refresh();
  return { added: text(form, "what") };
}

export async function changeQuantity(_: CartState, form: FormData): Promise<CartState> {
  const itemId = text(form, "itemId");
  const quantity = Number(text(form, "quantity"));
  const client = await api();
  const { error } =
    quantity > 0
      ? await client.PUT("/api/cart/update", { body: { itemId, quantity } })
      : await client.DELETE("/api/cart/remove/{id}", { params: { path: { id: itemId } } });
  refresh();
  return error ? { problem: (await refusalOf(error)).message } : {};
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
