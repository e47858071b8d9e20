"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { signInPath } from "./next-path.ts";
import { profilePage } from "./picture-paths.ts";
import { refusal } from "./refusal.ts";

const pageAfter = (outcome: string) => `${profilePage}?phone=${outcome}#phone`;

/** Has a code sent to the number of the form, the first or the next. */
export async function askForPhone(_: FormState, form: FormData): Promise<FormState> {
  const client = await api();
  const { error, response } = await client.POST("/api/auth/phone", {
    body: { phone: textOf(form, "phone") },
  });
  if (response.status === 401) redirect(signInPath(profilePage));
  // Before JavaScript does, a double click comes twice: the code of the first is on its way.
  if (response.status === 429 && !form.has("again")) {
    const { data } = await client.GET("/api/auth/phone");
    if (data?.asked && Date.parse(data.asked.againAt) > Date.now()) redirect(pageAfter("sent"));
  }
  if (error) return refusal(error, form);
  redirect(pageAfter("sent"));
}

export async function provePhone(_: FormState, form: FormData): Promise<FormState> {
  const body = { code: textOf(form, "code") };
  const { error, response } = await (await api()).POST("/api/auth/phone/confirm", { body });
  if (response.status === 401) redirect(signInPath(profilePage));
  if (error) return refusal(error, form, { code_invalid: "code" });
  redirect(pageAfter("proven"));
}

export async function removePhone(): Promise<void> {
  const { response } = await (await api()).PUT("/api/users/profile", { body: { phone: null } });
  redirect(response.status === 401 ? signInPath(profilePage) : pageAfter("removed"));
}
