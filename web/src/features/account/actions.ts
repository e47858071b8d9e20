"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { api, keepCookies } from "@/api.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, refusedFields, typedValues } from "@/ui/form-state.ts";
import { nextPath } from "./next-path.ts";

export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  const { error, response } = await (await api()).POST("/api/auth/login", {
    body: { email: text(form, "email"), password: text(form, "password") },
  });
  await keepCookies(response);
  if (error) return refusal(error, form);
  redirect(nextPath(form.get("next")));
}

export async function signUp(_: FormState, form: FormData): Promise<FormState> {
  const email = text(form, "email");
  const { data, error, response } = await (await api()).POST("/api/auth/register", {
    body: { name: text(form, "name"), email, password: text(form, "password") },
  });
  await keepCookies(response);
  if (error) return refusal(error, form);
  redirect(`/verify-email?${new URLSearchParams({ sent: email, tag: data.tag })}`);
}

export async function verifyEmail(_: FormState, form: FormData): Promise<FormState> {
  const password = text(form, "password");
  const { error, response } = await (await api()).POST("/api/auth/verify-email", {
    body: { token: text(form, "token"), ...(password && { password }) },
  });
  await keepCookies(response);
  if (error) return refusal(error, form);
  redirect("/sign-in?verified=1");
}

export async function signOut(): Promise<void> {
  const { response } = await (await api()).POST("/api/auth/logout");
  await keepCookies(response);
  redirect("/");
}

async function refusal(error: unknown, form: FormData): Promise<FormState> {
  const t = await getTranslations("account.refused");
  const words = { email: t("email"), password: t("password"), name: t("name"), token: t("token") };
  const { code, message, problems } = await refusalOf(error);
  const fields = code === "invalid_input" ? refusedFields(problems, words) : {};
  const problem = code === "invalid_input" ? t("title") : message;
  return { problem, code, fields, values: typedValues(form) };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
