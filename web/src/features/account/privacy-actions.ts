"use server";

import { redirect } from "next/navigation";
import { api, keepCookies } from "@/api.ts";
import type { FormState } from "@/ui/form-state.ts";
import { confirmPath, signInPath } from "./next-path.ts";
import { refusal } from "./refusal.ts";

const page = "/account/privacy";

export async function deleteAccount(_: FormState, form: FormData): Promise<FormState> {
  const { error, response } = await (await api()).DELETE("/api/privacy/account");
  if (response.status === 401) redirect(signInPath(page));
  if (error?.error.code === "confirmation_needed") redirect(confirmPath(page));
  if (error) return refusal(error, form);
  await keepCookies(response);
  redirect("/sign-in?deleted=1");
}
