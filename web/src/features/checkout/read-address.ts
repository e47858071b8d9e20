import { getTranslations } from "next-intl/server";
import type { Schemas } from "@/api.ts";
import { refusalOf } from "@/refusal.ts";
import { type FormState, refusedFields, textOf, typedValues } from "@/ui/form-state.ts";
import { addressFields, type FieldName } from "./address-fields.tsx";

/** The address that was typed into a form. The API says what is wrong with it. */
export function readAddress(form: FormData): Schemas["NewAddress"] {
  const { line2, ...rest } = Object.fromEntries(
    addressFields.map((name) => [name, textOf(form, name).trim()]),
  ) as Record<FieldName, string>;
  // What is no state is refused by the API, by its name.
  const state = rest.state as Schemas["NewAddress"]["state"];
  return { ...rest, state, ...(line2 && { line2 }), country: "IN" };
}

/** What a form with an address shows that was refused. */
export async function addressRefusal(error: unknown, form: FormData): Promise<FormState> {
  const { code, message, problems } = await refusalOf(error);
  const t = await getTranslations("checkout.refused");
  const words = Object.fromEntries(addressFields.map((name) => [name, t(name)]));
  const fields = code === "invalid_input" ? refusedFields(problems, words) : {};
  const problem = code === "invalid_input" ? t("title") : message;
  return { problem, code, fields, values: typedValues(form) };
}
