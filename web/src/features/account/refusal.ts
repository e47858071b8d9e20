import { getTranslations } from "next-intl/server";
import { refusalOf } from "@/refusal.ts";
import { type FormState, refusedFields, typedValues } from "@/ui/form-state.ts";

/** What a refused form of an account shows. `about` names the field that an error's code is about. */
export async function refusal(
  error: unknown,
  form: FormData,
  about: Record<string, string> = {},
): Promise<FormState> {
  const t = await getTranslations("account.refused");
  const words = {
    ...{ email: t("email"), password: t("password"), name: t("name"), token: t("token") },
    recoveryCode: t("recoveryCode"),
    ...{ current: t("current"), code: t("code"), username: t("username"), phone: t("phone") },
  };
  const { code, message, problems } = await refusalOf(error);
  const field = about[code];
  const ofCode: Record<string, string> = field ? { [field]: message } : {};
  const fields = code === "invalid_input" ? refusedFields(problems, words) : ofCode;
  const problem = code === "invalid_input" ? t("title") : message;
  return { problem, code, fields, values: typedValues(form) };
}
