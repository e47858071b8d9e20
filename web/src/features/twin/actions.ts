"use server";

import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { problemOf } from "@/api-problem.ts";
import { signInPath } from "@/features/account/next-path.ts";
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
  const { code, message } = problemOf(error);
  if (code !== "invalid_input") return { problem: message, code, values: typedValues(form) };
  const reason = "An address is 0x and 40 letters and digits. Copy it from your wallet.";
  return { problem: "The address needs another look.", fields: { to: reason }, values: typedValues(form) };
}
