"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { confirmPath, signInPath } from "./next-path.ts";
import { refusal } from "./refusal.ts";

const page = "/account/security";

export async function unlinkWallet(_: FormState, form: FormData): Promise<FormState> {
  const params = { path: { address: textOf(form, "address") } };
  const { error, response } = await (await api()).DELETE("/api/auth/wallets/{address}", { params });
  if (response.status === 401) redirect(signInPath(page));
  if (error?.error.code === "confirmation_needed") redirect(confirmPath(page));
  if (error) return refusal(error, form);
  redirect(`${page}?unlinked=1`);
}

export async function askForEmail(_: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, "email");
  const { error, response } = await (await api()).POST("/api/auth/email", { body: { email } });
  if (response.status === 401) redirect(signInPath(page));
  if (error?.error.code === "confirmation_needed") redirect(confirmPath(page));
  if (error) return refusal(error, form);
  redirect(`${page}?${new URLSearchParams({ mailed: email })}`);
}

export async function addEmail(_: FormState, form: FormData): Promise<FormState> {
  const body = { code: textOf(form, "code") };
  const { error, response } = await (await api()).POST("/api/auth/email/confirm", { body });
  if (response.status === 401) redirect(signInPath(page));
  if (error) return refusal(error, form, { code_invalid: "code" });
  redirect(`${page}?added=1`);
}
