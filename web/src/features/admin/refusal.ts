import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { confirmPath, signInPath } from "@/features/account/next-path.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, refusedFields, typedValues } from "@/ui/form-state.ts";

/** What a refused form of the house shows; or where its person has to go first. `here`: where they come back to. */
export async function refuse(error: unknown, form: FormData, here: string): Promise<FormState> {
  const t = await getTranslations("admin.refused");
  const { code, message, problems } = await refusalOf(error);
  if (code === "not_signed_in") redirect(signInPath(here));
  if (code === "confirmation_needed") redirect(confirmPath(here));
  if (code === "second_factor_needed") redirect("/account/security?factorNeeded=1");
  const words = {
    ...{ name: t("name"), scopes: t("scopes"), days: t("days"), reason: t("reason"), note: t("note") },
  };
  const isInput = code === "invalid_input";
  return {
    problem: isInput ? t("title") : message,
    code,
    fields: isInput ? refusedFields(problems, words) : {},
    values: typedValues(form),
  };
}
