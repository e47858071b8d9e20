"use server";

import { redirect } from "next/navigation";
import { api, keepCookies } from "@/api.ts";
import { type FormState, textOf } from "@/ui/form-state.ts";
import { confirmPath, nextPath, signInPath } from "./next-path.ts";
import { refusal } from "./refusal.ts";

const page = "/account/security";

/** Where the app is set up. */
export type CodesState = FormState & { codes?: string[] };

/** The second step of a sign-in: the app's code, or a recovery code. One that waited for too long starts anew. */
export async function passSecondFactor(_: FormState, form: FormData): Promise<FormState> {
  const next = nextPath(form.get("next"));
  const recoveryCode = textOf(form, "recoveryCode");
  const { error, response } = await (await api()).POST("/api/auth/second-factor", {
    body: recoveryCode ? { recoveryCode } : { code: textOf(form, "code") },
  });
  await keepCookies(response);
  if (response.status === 401) redirect(signInPath(next));
  if (error) return refusal(error, form, { app_code_invalid: "code", recovery_code_invalid: "recoveryCode" });
  redirect(next);
}

export async function turnOnSecondFactor(_: CodesState, form: FormData): Promise<CodesState> {
  const { data, error, response } = await (await api()).POST("/api/auth/totp/confirm", {
    body: { code: textOf(form, "code") },
  });
  return data ? { codes: data.recoveryCodes } : refuse(error, response, form);
}

export async function renewRecoveryCodes(_: CodesState, form: FormData): Promise<CodesState> {
  const { data, error, response } = await (await api()).POST("/api/auth/totp/recovery-codes");
  return data ? { codes: data.recoveryCodes } : refuse(error, response, form);
}

export async function turnOffSecondFactor(_: FormState, form: FormData): Promise<FormState> {
  const { data, error, response } = await (await api()).DELETE("/api/auth/totp");
  if (!data) return refuse(error, response, form);
  redirect(`${page}?factorOff=1`);
}

async function refuse(error: unknown, response: Response, form: FormData): Promise<FormState> {
  const refused = await refusal(error, form, { app_code_invalid: "code" });
  if (response.status === 401) redirect(signInPath(page));
  if (refused.code === "confirmation_needed") redirect(confirmPath(page));
  return refused;
}
