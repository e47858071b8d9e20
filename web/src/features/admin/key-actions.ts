"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { components } from "@/api.gen.ts";
import { api } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { refuse } from "./refusal.ts";

const page = "/admin/keys";
type Scope = components["schemas"]["MakeApiKey"]["scopes"][number];
/** `made`: the key, which is shown this once. */
export type KeyState = FormState & { made?: string };

export async function makeKey(_: KeyState, form: FormData): Promise<KeyState> {
  const { data, error } = await (await api()).POST("/api/admin/keys", {
    body: {
      name: textOf(form, "name"),
      days: Number(textOf(form, "days")),
      // What is no scope the API refuses.
      scopes: form.getAll("scopes").map((scope) => String(scope) as Scope),
    },
  });
  if (!data) return refuse(error, form, page);
  revalidatePath(page);
  return { made: data.key };
}

/** A key that is revoked already is as good. */
export async function revokeKey(form: FormData): Promise<void> {
  const { response } = await (await api()).DELETE("/api/admin/keys/{id}", {
    params: { path: { id: textOf(form, "id") } },
  });
  redirect(response.ok || response.status === 404 ? `${page}?revoked=1` : page);
}
