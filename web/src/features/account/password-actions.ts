"use server";

import { redirect } from "next/navigation";
import { api, keepCookies } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { nextPath, signInPath } from "./next-path.ts";
import { refusal } from "./refusal.ts";

export async function forgotPassword(_: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, "email");
  const next = nextPath(form.get("next"));
  const { error } = await (await api()).POST("/api/auth/forgot-password", { body: { email, next } });
  if (error) return refusal(error, form);
  redirect(`/forgot-password?${new URLSearchParams({ sent: email, next })}`);
}

export async function resetPassword(_: FormState, form: FormData): Promise<FormState> {
  const body = { token: textOf(form, "token"), password: textOf(form, "password") };
  const { error, response } = await (await api()).POST("/api/auth/reset-password", { body });
  await keepCookies(response);
  if (error) return refusal(error, form);
  redirect(`/sign-in?${new URLSearchParams({ reset: "1", next: nextPath(form.get("next")) })}`);
}

export async function changePassword(_: FormState, form: FormData): Promise<FormState> {
  const body = { current: textOf(form, "current"), password: textOf(form, "password") };
  const { data, error, response } = await (await api()).POST("/api/auth/change-password", { body });
  if (response.status === 401) redirect(signInPath("/account/security"));
  if (error) return refusal(error, form, { wrong_password: "current" });
  redirect(`/account/security?changed=${data.ended}`);
}
