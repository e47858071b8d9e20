"use server";

import { refresh } from "next/cache";
import { api, keepCookies } from "@/api.ts";
import { problemOf } from "@/api-problem.ts";

export type BagState = { added?: string; problem?: string };

export async function addToBag(_: BagState, form: FormData): Promise<BagState> {
  const { error, response } = await (await api()).POST("/api/cart/add", {
    body: { variantId: text(form, "variantId"), quantity: Number(text(form, "quantity") || 1) },
  });
  if (error) return { problem: problemOf(error).message };
  await keepCookies(response);
  refresh();
  return { added: text(form, "what") };
}

export async function changeQuantity(_: BagState, form: FormData): Promise<BagState> {
  const itemId = text(form, "itemId");
  const quantity = Number(text(form, "quantity"));
  const client = await api();
  const { error } =
    quantity > 0
      ? await client.PUT("/api/cart/update", { body: { itemId, quantity } })
      : await client.DELETE("/api/cart/remove/{id}", { params: { path: { id: itemId } } });
  refresh();
  return error ? { problem: problemOf(error).message } : {};
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
