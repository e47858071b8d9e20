"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import { confirmPath, signInPath } from "@/features/account/next-path.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, textOf, typedValues } from "@/ui/form-state.ts";

const page = "/account/leave";

/** Takes the chosen garments out of custody. Each goes once, however often the form is sent. */
export async function withdraw(_: FormState, form: FormData): Promise<FormState> {
  const garments = form.getAll("garments").map(String);
  const t = await getTranslations("account.leaveForm");
  if (garments.length === 0) return { problem: t("whichNone"), values: typedValues(form) };
  const body = { address: textOf(form, "address"), garments };
  const { error, response } = await (await api()).POST("/api/wallet/withdraw", { body });
  if (!error) redirect(page);
  if (response.status === 401) redirect(signInPath(page));
  const { code, message } = await refusalOf(error);
  if (code === "confirmation_needed") redirect(confirmPath(page));
  // Some have left meanwhile: the page shows what is there now.
  if (code === "not_held" || code === "nothing_to_withdraw") redirect(page);
  return { problem: message, code, values: typedValues(form) };
}

/** Stops, by a mailed link, what waits to leave. */
export async function keepGarments(_: FormState, form: FormData): Promise<FormState> {
  const { data, error } = await (await api()).POST("/api/wallet/stop", {
    body: { token: textOf(form, "token") },
  });
  if (data) redirect(`/keep?stopped=${data.garments.length}`);
  const { code, message } = await refusalOf(error);
  return { problem: message, code };
}
