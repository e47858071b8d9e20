"use server";

import { redirect } from "next/navigation";
import type { Messages } from "next-intl";
import { getMessages } from "next-intl/server";
import { api } from "@/api.ts";
import { addressRefusal, readAddress } from "@/features/checkout/read-address.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { nextPath, signInPath } from "./next-path.ts";
import { profilePage } from "./picture-paths.ts";
import { refusal } from "./refusal.ts";

const addressesPage = "/account/addresses";

export async function saveProfile(_: FormState, form: FormData): Promise<FormState> {
  const body = {
    name: textOf(form, "name"),
    username: textOf(form, "username").trim() || null,
  };
  const { error, response } = await (await api()).PUT("/api/users/profile", { body });
  if (response.status === 401) redirect(signInPath(profilePage));
  if (error) return refusal(error, form, { username_taken: "username" });
  redirect(`${profilePage}?saved=1`);
}

export async function removeAvatar(): Promise<void> {
  const { response } = await (await api()).DELETE("/api/users/avatar");
  redirect(response.status === 401 ? signInPath(profilePage) : `${profilePage}?picture=removed`);
}

/** Keeps the address of the form: a new one, or the one that it names anew. */
export async function saveAddress(_: FormState, form: FormData): Promise<FormState> {
  const id = textOf(form, "id");
  const body = { ...readAddress(form), isDefault: form.get("isDefault") !== null };
  const client = await api();
  const { error, response } = id
    ? await client.PUT("/api/users/address/{id}", { params: { path: { id } }, body })
    : await client.POST("/api/users/address", {
        params: { header: { "idempotency-key": textOf(form, "key") } },
        body,
      });
  if (response.status === 401) redirect(signInPath(addressesPage));
  if (error) {
    const { checkout }: Messages = await getMessages();
    return addressRefusal(await refusalOf(error), form, checkout.refused);
  }
  redirect(`${addressesPage}?saved=1`);
}

/** Forgets the address of the form; one that is gone already is as good. */
export async function removeAddress(form: FormData): Promise<void> {
  const params = { path: { id: textOf(form, "id") } };
  const { response } = await (await api()).DELETE("/api/users/address/{id}", { params });
  if (response.status === 401) redirect(signInPath(addressesPage));
  redirect(`${addressesPage}?removed=1`);
}

/** Puts the product of the form on the wishlist, and goes back to its page. */
export async function addWish(form: FormData): Promise<void> {
  const back = nextPath(form.get("back"));
  const body = { productId: textOf(form, "productId"), tell: form.get("tell") !== null };
  const { response } = await (await api()).POST("/api/users/wishlist", { body });
  redirect(response.status === 401 ? signInPath(back) : back);
}

export async function removeWish(form: FormData): Promise<void> {
  const params = { path: { id: textOf(form, "productId") } };
  const { response } = await (await api()).DELETE("/api/users/wishlist/{id}", { params });
  redirect(response.status === 401 ? signInPath("/account/wishlist") : "/account/wishlist");
}
