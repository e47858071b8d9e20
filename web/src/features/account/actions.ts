"use server";

import { redirect } from "next/navigation";
import { api, keepCookies } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { codePath, nextPath } from "./next-path.ts";
import { refusal } from "./refusal.ts";

export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  const { data, error, response } = await (await api()).POST("/api/auth/login", {
    body: {
      email: textOf(form, "email"),
      password: textOf(form, "password"),
      remember: form.get("remember") !== null,
    },
  });
  await keepCookies(response);
  if (error) return refusal(error, form);
  const next = nextPath(form.get("next"));
  redirect("needs" in data ? codePath(next) : next);
}

export async function signUp(_: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, "email");
  const next = nextPath(form.get("next"));
  const { data, error, response } = await (await api()).POST("/api/auth/register", {
    body: { name: textOf(form, "name"), email, password: textOf(form, "password"), next },
  });
  await keepCookies(response);
  if (error) return refusal(error, form);
  redirect(`/verify-email?${new URLSearchParams({ sent: email, tag: data.tag, next })}`);
}

export async function verifyEmail(_: FormState, form: FormData): Promise<FormState> {
  const password = textOf(form, "password");
  const { error, response } = await (await api()).POST("/api/auth/verify-email", {
    body: { token: textOf(form, "token"), ...(password && { password }) },
  });
  await keepCookies(response);
  if (error) return refusal(error, form);
  redirect(`/sign-in?${new URLSearchParams({ verified: "1", next: nextPath(form.get("next")) })}`);
}

/** The link of this browser's sign-up once more. */
export async function resendLink(_: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, "email");
  const next = nextPath(form.get("next"));
  const { data, error } = await (await api()).POST("/api/auth/resend-verification", { body: { email } });
  if (error) return refusal(error, form);
  redirect(`/verify-email?${new URLSearchParams({ sent: email, tag: data.tag, next })}`);
}

export async function signOut(): Promise<void> {
  const { response } = await (await api()).POST("/api/auth/logout");
  await keepCookies(response);
  redirect("/");
}
