"use server";

import { redirect } from "next/navigation";
import { api, keepCookies, problemOf } from "@/api.ts";
import { type FormState, refusedFields, typedValues } from "@/ui/form-state.ts";
import { nextPath } from "./next-path.ts";

const words = {
  email: "Write an e-mail address, like name@example.com.",
  password: "Use 8 to 128 characters.",
  name: "Tell us what to call you, in up to 80 letters.",
  token: "This link is not complete. Open it from the mail again.",
};

export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  const { error, response } = await (await api()).POST("/api/auth/login", {
    body: { email: text(form, "email"), password: text(form, "password") },
  });
  if (error) return refusal(error, form);
  await keepCookies(response);
  redirect(nextPath(form.get("next")));
}

export async function signUp(_: FormState, form: FormData): Promise<FormState> {
  const email = text(form, "email");
  const { data, error, response } = await (await api()).POST("/api/auth/register", {
    body: { name: text(form, "name"), email, password: text(form, "password") },
  });
  if (error) return refusal(error, form);
  await keepCookies(response);
  redirect(`/verify-email?${new URLSearchParams({ sent: email, tag: data.tag })}`);
}

export async function verifyEmail(_: FormState, form: FormData): Promise<FormState> {
  const password = text(form, "password");
  const { error, response } = await (await api()).POST("/api/auth/verify-email", {
    body: { token: text(form, "token"), ...(password && { password }) },
  });
  if (error) {
    const refused = refusal(error, form);
    // The password's field stays once it was asked for.
    return password ? { ...refused, values: { ...refused.values, asked: "1" } } : refused;
  }
  await keepCookies(response);
  redirect("/sign-in?verified=1");
}

export async function signOut(): Promise<void> {
  const { response } = await (await api()).POST("/api/auth/logout");
  await keepCookies(response);
  redirect("/");
}

function refusal(error: unknown, form: FormData): FormState {
  const { code, message } = problemOf(error);
  const fields = code === "invalid_input" ? refusedFields(message, words) : {};
  const problem = code === "invalid_input" ? "Something in the form needs another look." : message;
  return { problem, code, fields, values: typedValues(form) };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
