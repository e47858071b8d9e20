"use server";

import { redirect } from "next/navigation";
import { api, keepCookies } from "@/api.ts";
import { textOf } from "@/ui/form-state.ts";
import { signInPath } from "./next-path.ts";

const page = "/account/security";

/** Ends the session of the form; one that has ended already is as good. */
export async function endSession(form: FormData): Promise<void> {
  const params = { path: { id: textOf(form, "id") } };
  const { response } = await (await api()).DELETE("/api/auth/sessions/{id}", { params });
  await keepCookies(response);
  if (response.status === 401) redirect(signInPath(page));
  redirect(`${page}?ended=1`);
}

export async function endOtherSessions(): Promise<void> {
  const { data } = await (await api()).DELETE("/api/auth/sessions");
  if (!data) redirect(signInPath(page));
  redirect(`${page}?ended=${data.ended}`);
}
