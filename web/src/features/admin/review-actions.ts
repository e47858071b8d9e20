"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { refuse } from "./refusal.ts";

const params = (form: FormData) => ({ path: { id: textOf(form, "id") } });
const queue = "/admin/reviews";

export async function judgeReview(_: FormState, form: FormData): Promise<FormState> {
  const body = { hidden: form.get("verdict") === "hide", reason: textOf(form, "reason") };
  const { error } = await (await api()).PUT("/api/admin/reviews/{id}/hidden", { params: params(form), body });
  if (error) return refuse(error, form, queue);
  redirect(`${queue}?done=1`);
}

export async function replyToReview(_: FormState, form: FormData): Promise<FormState> {
  const body = { reply: textOf(form, "reply").trim() || null };
  const { error } = await (await api()).PUT("/api/admin/reviews/{id}/reply", { params: params(form), body });
  if (error) return refuse(error, form, queue);
  redirect(`${queue}?which=all&done=1`);
}
