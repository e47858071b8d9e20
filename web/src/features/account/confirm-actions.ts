"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { confirmPath, nextPath, signInPath } from "./next-path.ts";
import { refusal } from "./refusal.ts";

export async function confirmByPassword(_: FormState, form: FormData): Promise<FormState> {
  return confirm({ password: textOf(form, "password") }, form, { wrong_password: "password" });
}

export async function confirmByCode(_: FormState, form: FormData): Promise<FormState> {
  return confirm({ code: textOf(form, "code") }, form, { code_invalid: "code" });
}

async function confirm(
  body: { password: string } | { code: string },
  form: FormData,
  about: Record<string, string>,
): Promise<FormState> {
  const next = nextPath(form.get("next"));
  const { error, response } = await (await api()).POST("/api/auth/confirm", { body });
  if (response.status === 401) redirect(signInPath(next));
  if (error) return refusal(error, form, about);
  redirect(next);
}

export async function mailCode(_: FormState, form: FormData): Promise<FormState> {
  const next = nextPath(form.get("next"));
  const { error, response } = await (await api()).POST("/api/auth/confirm/code");
  if (response.status === 401) redirect(signInPath(next));
  if (error) return refusal(error, form);
  redirect(`${confirmPath(next)}&mailed=1`);
}
