"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { refuse } from "./refusal.ts";

const params = (form: FormData) => ({ path: { id: textOf(form, "id") } });
const pageOf = (form: FormData) => `/admin/people/${encodeURIComponent(textOf(form, "id"))}`;

async function after(form: FormData, { error }: { error?: unknown }): Promise<FormState> {
  if (error) return refuse(error, form, pageOf(form));
  redirect(`${pageOf(form)}?done=1`);
}

export async function blockPerson(_: FormState, form: FormData): Promise<FormState> {
  const body = { reason: textOf(form, "reason") };
  const client = await api();
  return after(form, await client.PUT("/api/admin/users/{id}/block", { params: params(form), body }));
}

export async function unblockPerson(_: FormState, form: FormData): Promise<FormState> {
  const client = await api();
  return after(form, await client.DELETE("/api/admin/users/{id}/block", { params: params(form) }));
}

export async function notePerson(_: FormState, form: FormData): Promise<FormState> {
  const body = { note: textOf(form, "note").trim() || null };
  const client = await api();
  return after(form, await client.PUT("/api/admin/users/{id}/note", { params: params(form), body }));
}

export async function changeRole(_: FormState, form: FormData): Promise<FormState> {
  const given = textOf(form, "role");
  const role = given === "admin" || given === "super_admin" ? given : "customer";
  const client = await api();
  return after(
    form,
    await client.PUT("/api/admin/users/{id}/role", { params: params(form), body: { role } }),
  );
}

export async function signOutPerson(_: FormState, form: FormData): Promise<FormState> {
  const client = await api();
  return after(form, await client.DELETE("/api/admin/users/{id}/sessions", { params: params(form) }));
}

export async function takeOffSecondFactor(_: FormState, form: FormData): Promise<FormState> {
  const client = await api();
  return after(form, await client.DELETE("/api/admin/users/{id}/second-factor", { params: params(form) }));
}
