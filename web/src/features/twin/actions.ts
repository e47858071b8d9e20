"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import { confirmPath, signInPath } from "@/features/account/next-path.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, typedValues } from "@/ui/form-state.ts";

/** Sends a garment out of custody. It goes once, however often the form is sent. */
export async function sendGarment(_: FormState, form: FormData): Promise<FormState> {
  const tokenId = String(form.get("tokenId"));
  const to = String(form.get("to")).trim();
  const { error, response } = await (await api()).POST("/api/garments/{tokenId}/send", {
    params: { path: { tokenId } },
    body: { to },
  });
  if (!error) redirect(`/garments/${tokenId}`);
  if (response.status === 401) redirect(signInPath(`/garments/${tokenId}`));
  const { code, message } = await refusalOf(error);
  if (code === "confirmation_needed") redirect(confirmPath(`/garments/${tokenId}`));
  if (aboutTheAddress.has(code)) {
    const t = await getTranslations("twin.sendProblem");
    return { problem: t("title"), code, fields: { to: message }, values: typedValues(form) };
  }
  if (code !== "invalid_input") return { problem: message, code, values: typedValues(form) };
  const t = await getTranslations("twin.sendProblem");
  return { problem: t("title"), fields: { to: t("to") }, values: typedValues(form) };
}

const aboutTheAddress = new Set(["already_there", "nobodys_address", "our_contract", "no_receiver"]);

/** Keeps a garment that waits to leave. Pressed when it was stopped before, it says the same. */
export async function stopGarment(_: FormState, form: FormData): Promise<FormState> {
  const tokenId = String(form.get("tokenId"));
  const params = { path: { tokenId } };
  const { error, response } = await (await api()).DELETE("/api/garments/{tokenId}/send", { params });
  if (!error) redirect(`/garments/${tokenId}?stopped=1`);
  if (response.status === 401) redirect(signInPath(`/garments/${tokenId}`));
  const { code, message } = await refusalOf(error);
  return { problem: message, code };
}
