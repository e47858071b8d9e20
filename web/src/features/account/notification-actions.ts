"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { signInPath } from "./next-path.ts";

const page = "/account/notifications";

/** A box that is not ticked is a no. */
export async function chooseNotifications(form: FormData): Promise<void> {
  const isTicked = (name: string) => form.get(name) !== null;
  const body = { drops: isTicked("drops"), restocks: isTicked("restocks"), reviews: isTicked("reviews") };
  const { error, response } = await (await api()).PUT("/api/users/notifications", { body });
  if (response.status === 401) redirect(signInPath(page));
  if (error) throw new Error(`the API refused the choices: ${error.error.code}`);
  redirect(`${page}?saved=1`);
}

/** Ends, by the link of a mail, mails of its kind. */
export async function unsubscribe(_: FormState, form: FormData): Promise<FormState> {
  const params = { query: { token: textOf(form, "token") } };
  const { data, error } = await (await api()).POST("/api/users/notifications/unsubscribe", { params });
  if (data) redirect(`/unsubscribe?ended=${data.ended}`);
  const { code, message } = await refusalOf(error);
  return { problem: message, code };
}
